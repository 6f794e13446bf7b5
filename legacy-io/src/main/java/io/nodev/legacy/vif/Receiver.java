package io.nodev.legacy.vif;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.machine.DropReason;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * Frames from the NIC and from local senders, queued and then delivered, each to exactly one vif. Source: net_rx_action
 * and deliver_packet, xen/net/dev.c at ddc87ed302.
 */
final class Receiver {
    private final MachineMemory memory;
    private final FrameTable frames;
    private final NetworkPath path;
    private final ReceiveQueue queue = new ReceiveQueue();
    private final DropCounters nicDrops = new DropCounters();
    private final FrameHeader header;

    Receiver(Hypervisor hypervisor, NetworkPath path) {
        this.memory = hypervisor.memory();
        this.frames = hypervisor.frames();
        this.path = path;
        this.header = new FrameHeader(memory);
    }

    /** Frames from the NIC that were lost. */
    DropCounters nicDrops() {
        return nicDrops;
    }

    /** A frame from the NIC; see {@link NicEvents#received}. */
    void acceptFromNic(byte[] bytes, int offset, int length) {
        int page = frames.allocate(FrameTable.HYPERVISOR);
        if (page == FrameTable.NONE) {
            nicDrops.count(DropReason.NO_MEMORY);
            return;
        }
        memory.write(frameAddress(page), bytes, offset, length);
        accept(page, length, null);
    }

    /**
     * Queues a frame, or drops it if too many wait. Unlike in 2004 a local frame that is dropped here keeps nothing of its
     * destination alive.
     *
     * @param page the hypervisor's, with the frame in it; no longer the caller's
     * @param destination null for a frame from the NIC
     */
    void accept(int page, int length, Vif destination) {
        if (queue.isCongested()) {
            dropsOf(destination).count(DropReason.QUEUE_FULL);
            frames.release(page);
        } else {
            queue.add(page, length, destination);
        }
    }

    private DropCounters dropsOf(Vif destination) {
        return destination == null ? nicDrops : destination.counters().drops();
    }

    /** Delivers everything queued. A vif's responses are shown to it when the next frame is another's. */
    void deliverAll() {
        Vif last = null;
        while (!queue.isEmpty()) {
            int page = queue.page();
            int length = queue.length();
            Vif local = queue.destination();
            queue.remove();
            header.copyFrom(frameAddress(page), length);
            Vif destination = local == null ? lookUp() : local;
            if (last != null && last != destination) {
                last.publishReceive();
            }
            last = destination;
            deliver(page, length, destination);
        }
        if (last != null) {
            last.publishReceive();
        }
    }

    private static int frameAddress(int page) {
        return MachineMemory.address(page) + Transmitter.FRAME_OFFSET;
    }

    /** The destination of a frame from the NIC; null if there is none. */
    private Vif lookUp() {
        int destination = path.router().route(header.bytes(), header.available(), Endpoint.PHYSICAL);
        return path.vifs().find(Endpoint.isVif(destination) ? destination : path.unclaimed());
    }

    private void deliver(int page, int length, Vif destination) {
        if (destination == null) {
            nicDrops.count(DropReason.NO_ROUTE);
            frames.release(page);
            return;
        }
        header.stampDestination(destination.addressBytes());
        if (destination.receive().parked() == 0) {
            destination.counters().drops().count(DropReason.NO_RECEIVE_BUFFER);
            frames.release(page);
        } else if (destination.receive().deliver(page, length, Transmitter.FRAME_OFFSET)) {
            destination.counters().countReceived(length);
        } else {
            destination.counters().drops().count(DropReason.BAD_RECEIVE_BUFFER);
        }
    }
}

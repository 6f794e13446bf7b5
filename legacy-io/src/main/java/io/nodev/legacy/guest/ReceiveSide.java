package io.nodev.legacy.guest;

import io.nodev.common.guest.NetworkDeviceStats;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.ring.FrontRing;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.legacy.vif.NetIoOpLayout;
import io.nodev.legacy.vif.RingStatus;
import io.nodev.legacy.vif.VifRingLayout;

/** The receive ring as the guest has it: a buffer page for each slot, posted again as soon as its packet was taken. */
final class ReceiveSide {
    /** New buffers that are posted before the hypervisor is told. */
    private static final int UNTOLD = 64;

    private static final int HALF_MASK = 0xFFFF;
    private static final int BYTE_MASK = 0xFF;

    private final AddressSpace memory;
    private final VifCalls calls;
    private final NetworkDeviceStats stats;
    private final FrontRing ring;
    private final int[] pages;
    private final byte[] packet = new byte[MachineMemory.PAGE_SIZE];
    private int untold;

    /** Posts all buffers. */
    ReceiveSide(RingUse use) {
        this.memory = use.kernel().memory();
        this.calls = use.calls();
        this.stats = use.stats();
        this.ring = new FrontRing(use.ring());
        this.pages = use.pages();
        for (int id = 0; id < pages.length; id++) {
            post(id);
        }
        show();
        ring.awaitResponse(1);
    }

    /** Whether every buffer has come back. */
    boolean isQuiet() {
        return ring.outstanding() == 0;
    }

    /** Hands over up to {@code budget} packets and posts their buffers again. */
    int receive(PacketHandler handler, int budget) {
        int handedOver = 0;
        while (handedOver < budget) {
            if (ring.unconsumedResponses() == 0) {
                show();
                if (!ring.awaitResponse(1)) {
                    return handedOver;
                }
            }
            handedOver += takeResponse(handler) ? 1 : 0;
        }
        show();
        return handedOver;
    }

    private boolean takeResponse(PacketHandler handler) {
        int slot = ring.nextResponse();
        int id = memory.getShort(slot + VifRingLayout.ID) & HALF_MASK;
        int status = memory.getByte(slot + VifRingLayout.RX_STATUS);
        if (status != RingStatus.OK) {
            stats.countReceiveError();
            postIfStillMapped(id);
            return false;
        }
        int length = memory.getShort(slot + VifRingLayout.SIZE) & HALF_MASK;
        int offset = memory.getByte(slot + VifRingLayout.RX_OFFSET) & BYTE_MASK;
        memory.read(pages[id] + offset, packet, 0, length);
        post(id);
        stats.countReceived(length);
        handler.packet(packet, 0, length);
        return true;
    }

    private void postIfStillMapped(int id) {
        if (memory.translateWritable(pages[id]) != AddressSpace.FAULT) {
            post(id);
        }
    }

    private void post(int id) {
        int slot = ring.nextRequest();
        memory.putShort(slot + VifRingLayout.ID, (short) id);
        memory.putInt(slot + VifRingLayout.ADDRESS, memory.entryAddress(pages[id]));
        untold++;
    }

    /** Shows what was posted; the hypervisor is told only when it is much. */
    private void show() {
        ring.pushRequests();
        if (untold > UNTOLD) {
            untold = 0;
            calls.call(NetIoOpLayout.PUSH_BUFFERS);
        }
    }

    /** Takes what comes back after a flush; packets among it are lost, and nothing is posted again. */
    void discard() {
        for (int left = ring.unconsumedResponses(); left > 0; left--) {
            ring.nextResponse();
        }
    }
}

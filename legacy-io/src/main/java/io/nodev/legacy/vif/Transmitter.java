package io.nodev.legacy.vif;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.EthernetView;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * Takes requests from a vif's transmit ring and sends each frame on its way. The order of checks decides which answer a
 * guest sees, what it is charged and what becomes of its memory, and is that of get_tx_bufs in xen/common/network.c at
 * ddc87ed302.
 */
final class Transmitter {
    /** Where a frame starts in the page it is delivered in, so that the IPv4 header is aligned. */
    static final int FRAME_OFFSET = 18;

    private final MachineMemory memory;
    private final FrameTable frames;
    private final NetworkPath path;
    private final VifRequest request = new VifRequest();
    private final FrameHeader header;
    private final byte[] nicAddress = new byte[EthernetView.TYPE - EthernetView.SOURCE];

    Transmitter(Hypervisor hypervisor, NetworkPath path) {
        this.memory = hypervisor.memory();
        this.frames = hypervisor.frames();
        this.path = path;
        this.header = new FrameHeader(memory);
        path.card().address().put(nicAddress, 0);
    }

    /**
     * Takes what waits in a vif's ring, as far as credit goes, and shows the answers.
     *
     * <p>A look takes at most a ring's worth. A guest that claims more than it can have posted gets that much and no more
     * until its index is possible again, whoever looks; one that posted more once it saw the answers is looked at again
     * soon. That holds for answers that only the NIC's completions brought, too: a guest that saw them missing did not
     * ask.
     */
    void collect(Vif vif) {
        boolean goesOn = vif.interrupted;
        vif.interrupted = false;
        if (vif.isUnlinked()) {
            return;
        }
        if (vif.overrun().begins(vif.transmit())) {
            vif.counters().count(ProtocolViolation.TRANSMIT_OVERRUN);
        }
        boolean emptied =
                !vif.transmit().hasRequest() || (goesOn || vif.credit().mayStart()) && takeAll(vif);
        if (vif.credit().claimTimer()) {
            path.startTimer(vif);
        }
        vif.publishTransmit();
        if (emptied && vif.transmit().hasRequest()) {
            vif.interrupted = true;
            path.marked().mark(vif);
        }
    }

    /**
     * Returns whether the ring was found empty. What comes in after that is told from what was left behind by the place
     * alone: a second look at the ring would take a request that just came for one that nobody is to wait for.
     */
    private boolean takeAll(Vif vif) {
        int end = vif.transmit().responseIndex() + VifRingLayout.SLOTS;
        while (vif.transmit().hasRequest()
                && vif.transmit().requestIndex() != end
                && vif.overrun().allows(vif.transmit())) {
            request.copyFrom(memory, vif.transmit().peekRequest());
            if (request.hasGoodLength() && !vif.credit().charge(request.length())) {
                return false;
            }
            vif.transmit().nextRequest();
            take(vif);
        }
        return vif.overrun().allows(vif.transmit())
                && (vif.transmit().requestIndex() != end || !vif.transmit().hasRequest());
    }

    private void take(Vif vif) {
        ProtocolViolation violation = acquire(vif);
        if (violation != null) {
            vif.counters().count(violation);
            vif.refuse(request, RingStatus.BAD_PAGE, DropReason.BAD_REQUEST);
        } else if (!send(vif)) {
            frames.releaseTyped(request.page());
        }
    }

    /** Holds the page of a sound request; returns the violation otherwise. */
    private ProtocolViolation acquire(Vif vif) {
        if (!request.hasGoodLength()) {
            return ProtocolViolation.BAD_SIZE;
        }
        if (!request.isWithinPage()) {
            return ProtocolViolation.CROSSES_PAGE;
        }
        return frames.acquireWritable(request.page(), vif.domain().id()) ? null : ProtocolViolation.BAD_PAGE;
    }

    /** Sends a frame whose page is held; returns whether the page goes on being held. */
    private boolean send(Vif vif) {
        header.copyFrom(request.address(), request.length());
        header.stampSource(nicAddress);
        if (!isSupported(vif)) {
            vif.refuse(request, RingStatus.BAD_PAGE, DropReason.UNSUPPORTED_PROTOCOL);
            return false;
        }
        int destination = path.router().route(header.bytes(), header.available(), vif.endpoint());
        if (Endpoint.isVif(destination)) {
            deliverLocally(vif, path.vifs().find(destination));
            return false;
        }
        if (destination == Endpoint.PHYSICAL || path.mayBypass(vif)) {
            return sendToWire(vif);
        }
        vif.refuse(request, RingStatus.DROPPED, DropReason.NO_ROUTE);
        return false;
    }

    private boolean isSupported(Vif vif) {
        int type = header.type();
        return type == EthernetView.TYPE_IPV4 || type == EthernetView.TYPE_ARP || vif.isDefault() && type != 0;
    }

    private void deliverLocally(Vif vif, Vif destination) {
        int page = frames.allocate(FrameTable.HYPERVISOR);
        if (page == FrameTable.NONE) {
            vif.refuse(request, RingStatus.BAD_PAGE, DropReason.NO_MEMORY);
            return;
        }
        int to = MachineMemory.address(page) + FRAME_OFFSET;
        memory.copy(request.address(), to, request.length());
        memory.write(to, header.bytes(), 0, header.available());
        path.receiver().accept(page, request.length(), destination);
        vif.respond(request.id(), request.length(), RingStatus.OK);
    }

    private boolean sendToWire(Vif vif) {
        if (header.isLinkLocal()) {
            vif.refuse(request, RingStatus.DROPPED, DropReason.LINK_LOCAL_SOURCE);
            return false;
        }
        vif.wire().add(request, header.bytes());
        vif.hold();
        path.wire().add(vif);
        return true;
    }
}

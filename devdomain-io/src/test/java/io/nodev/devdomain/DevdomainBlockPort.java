package io.nodev.devdomain;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.harness.BlockSlot;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawRing;
import io.nodev.tck.harness.RingBlockPort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The block ring of a device-domain machine's guest without a driver. */
final class DevdomainBlockPort extends RingBlockPort {
    private static final int BYTE = 0xFF;
    private static final int FIRST_SLOT = 8;
    private static final BlockSlot SLOT = new BlockSlot(
            BlkRingLayout.REQUEST_ID,
            BlkRingLayout.REQUEST_DEVICE,
            BlkRingLayout.REQUEST_OPERATION,
            BlkRingLayout.REQUEST_SEGMENTS,
            BlkRingLayout.REQUEST_SECTOR,
            BlkRingLayout.REQUEST_FIRST_SEGMENT);

    private final AddressSpace memory;
    private final GrantReferences grants;
    private final Map<Integer, Integer> references = new HashMap<>();
    private final int page;
    private final int ringReference;
    private int backend;
    private int port;

    DevdomainBlockPort(MachineUnderTest machine, RunningDomain domain) {
        super(machine, domain.kernel());
        GuestKernel kernel = domain.kernel();
        this.memory = kernel.memory();
        this.grants = domain.outside().grants();
        this.page = kernel.pages().take();
        this.ringReference = grants.take();
    }

    /** Empties the ring page and lets the backend map it; returns the grant. */
    int offerRing(int newBackend) {
        backend = newBackend;
        byte[] empty = new byte[MachineMemory.PAGE_SIZE];
        memory.write(page, empty, 0, empty.length);
        grants.permit(ringReference, backend, frameOf(page), false);
        return ringReference;
    }

    private int frameOf(int address) {
        return PageTableEntry.frame(memory.entry(address));
    }

    /** The backend has mapped the ring. */
    void connected(int newPort) {
        port = newPort;
        kernel().onPort(port, this::notified);
        if (isRingSet()) {
            startOver();
        } else {
            connect(new RawRing(memory, BlkRingLayout.RING, page, page + FIRST_SLOT));
        }
    }

    boolean isConnected() {
        return port != 0;
    }

    private int reference(int buffer) {
        return references.computeIfAbsent(buffer, each -> {
            int taken = grants.take();
            grants.permit(taken, backend, frameOf(each), false);
            return taken;
        });
    }

    @Override
    protected BlockSlot slot() {
        return SLOT;
    }

    /** {@inheritDoc} One without sectors begins after it ends. */
    @Override
    protected int segment(int buffer, int sectors) {
        int reference = reference(buffer);
        return sectors == 0 ? BlkRingLayout.segment(reference, 1, 0) : BlkRingLayout.segment(reference, 0, sectors - 1);
    }

    @Override
    protected BlockResponse read(int slot) {
        return new BlockResponse(
                memory.getInt(slot + BlkRingLayout.RESPONSE_ID),
                memory.getByte(slot + BlkRingLayout.RESPONSE_OPERATION) & BYTE,
                BlkRingLayout.status(memory, slot));
    }

    @Override
    protected void tell() {
        kernel().send(port);
    }

    int port() {
        return port;
    }

    int ringReference() {
        return ringReference;
    }

    /** What the first page of each request of a guest that lies is granted by. */
    List<Integer> firstReferences() {
        return IntStream.range(0, HOSTILE_IDS)
                .mapToObj(id -> reference(bufferOf(id, 0)))
                .toList();
    }

    @Override
    protected int longestSegment() {
        return BlkRingLayout.SECTORS_PER_PAGE;
    }
}

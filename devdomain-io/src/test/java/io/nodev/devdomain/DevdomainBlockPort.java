package io.nodev.devdomain;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawRing;
import io.nodev.tck.harness.RingBlockPort;
import io.nodev.tck.harness.SharedField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The block ring of a device-domain machine's guest without a driver. */
final class DevdomainBlockPort extends RingBlockPort {
    private static final int BYTE = 0xFF;
    private static final int FIRST_SLOT = 8;

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

    /** Lets the backend map the ring page; returns the grant. */
    int offerRing(int newBackend) {
        backend = newBackend;
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
        connect(new RawRing(memory, BlkRingLayout.RING, page, page + FIRST_SLOT));
    }

    boolean isConnected() {
        return port != 0;
    }

    @Override
    protected void write(int slot, BlockRequest request, List<Integer> buffers) {
        memory.putByte(slot + BlkRingLayout.REQUEST_OPERATION, (byte) request.operation());
        memory.putByte(
                slot + BlkRingLayout.REQUEST_SEGMENTS, (byte) request.segments().size());
        memory.putShort(slot + BlkRingLayout.REQUEST_DEVICE, (short) request.device());
        memory.putInt(slot + BlkRingLayout.REQUEST_ID, request.id());
        memory.putInt(slot + BlkRingLayout.REQUEST_SECTOR, (int) request.sector());
        memory.putInt(slot + BlkRingLayout.REQUEST_SECTOR + Integer.BYTES, (int) (request.sector() >> Integer.SIZE));
        for (int i = 0; i < buffers.size(); i++) {
            memory.putInt(
                    slot + BlkRingLayout.REQUEST_FIRST_SEGMENT + i * Integer.BYTES,
                    segment(buffers.get(i), request.segments().get(i)));
        }
    }

    private int reference(int buffer) {
        return references.computeIfAbsent(buffer, each -> {
            int taken = grants.take();
            grants.permit(taken, backend, frameOf(each), false);
            return taken;
        });
    }

    /** A segment without sectors begins after it ends. */
    private int segment(int buffer, int sectors) {
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

    @Override
    protected List<SharedField> slotFields(RawRing ring) {
        List<SharedField> fields = new ArrayList<>(List.of(
                ring.slotField("block.id", BlkRingLayout.REQUEST_ID, Integer.BYTES),
                ring.slotField("block.device", BlkRingLayout.REQUEST_DEVICE, Short.BYTES)
                        .withLikely(0x300, 0x301, 0x302, 0x303),
                ring.slotField("block.operation", BlkRingLayout.REQUEST_OPERATION, 1)
                        .withLikely(0, 1, 2, 3, 4),
                ring.slotField("block.count", BlkRingLayout.REQUEST_SEGMENTS, 1).withLikely(0, 1, 11, 12, -1),
                ring.slotField("block.sector", BlkRingLayout.REQUEST_SECTOR, Integer.BYTES),
                ring.slotField("block.sectorHigh", BlkRingLayout.REQUEST_SECTOR + Integer.BYTES, Integer.BYTES)));
        for (int i = 0; i < BlkRingLayout.MAX_SEGMENTS; i++) {
            int at = BlkRingLayout.REQUEST_FIRST_SEGMENT + i * Integer.BYTES;
            fields.add(ring.slotField("block.segment" + i, at, Integer.BYTES));
        }
        return fields;
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

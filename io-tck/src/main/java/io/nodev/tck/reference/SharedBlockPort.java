package io.nodev.tck.reference;

import io.nodev.common.disk.DiskOperation;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.ring.BackRing;
import io.nodev.common.ring.OverrunLimit;
import io.nodev.common.ring.RingLayout;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.harness.BlockSlot;
import io.nodev.tck.harness.HostileStep;
import io.nodev.tck.harness.RawRing;
import io.nodev.tck.harness.RingBlockPort;
import io.nodev.tck.hostile.HostileRun;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A block ring that lies in its guest's memory, as in a real stack, so that the guest can lie in it. A segment is a machine
 * address, and its sectors in the low four bits. A broken one overrides a step.
 *
 * <pre>
 *           0    4        6           7          8              16                                  60
 * request   | id | device | operation | segments | first sector | 11 segments, u32 each             |
 * response  | id | operation u16 |    | status u32 |
 * </pre>
 */
class SharedBlockPort extends RingBlockPort implements ServedBlockPort {
    static final int ID = 0;
    static final int DEVICE = 4;
    static final int OPERATION = 6;
    static final int SEGMENTS = 7;
    static final int SECTOR = 8;
    static final int FIRST_SEGMENT = 16;
    static final int STATUS = 8;

    private static final BlockSlot PLACES = new BlockSlot(ID, DEVICE, OPERATION, SEGMENTS, SECTOR, FIRST_SEGMENT);
    private static final int ERROR = -1;
    private static final int FIRST_SLOT = 8;
    private static final int SLOT = 60;
    private static final int COUNT_MASK = 0xF;
    private static final RingLayout LAYOUT = new RingLayout(SLOTS, SLOT, 0, 4, RingLayout.ABSENT, RingLayout.ABSENT);

    private final MachineMemory memory;
    private final FrameTable frames;
    private final List<VbdConfig> configs;
    private final ReferenceVbds vbds;
    private final BackRing back;
    private final OverrunLimit overrun = new OverrunLimit();
    private final SortedMap<String, Long> violations = new TreeMap<>();

    SharedBlockPort(ReferenceMachine machine, int domain, List<VbdConfig> vbds) {
        super(machine, machine.kernel(domain));
        this.memory = machine.hypervisor().memory();
        this.frames = machine.hypervisor().frames();
        this.configs = vbds;
        this.vbds = new ReferenceVbds(machine.disks(), vbds);
        int page = kernel().pages().take();
        int frame = PageTableEntry.frame(kernel().memory().entry(page));
        frames.pin(frame);
        int at = MachineMemory.address(frame);
        this.back = new BackRing(new SharedRing(memory, LAYOUT, at, at + FIRST_SLOT));
        connect(new RawRing(kernel().memory(), LAYOUT, page, page + FIRST_SLOT));
        List.of("BLOCK_REQUEST", "BLOCK_SECTORS", "BLOCK_PAGE", "BLOCK_OVERRUN")
                .forEach(kind -> violations.put(kind, 0L));
    }

    /** The block ring that a machine with a hostile guest has: one in its memory for that guest, queues for all others. */
    static ServedBlockPort make(ReferenceMachine machine, int domain, List<VbdConfig> vbds) {
        return domain == HostileRun.HOSTILE
                ? new SharedBlockPort(machine, domain, vbds)
                : new ReferenceBlockPort(machine, domain, vbds);
    }

    final List<HostileStep> hostileSteps() {
        return hostileSteps(configs);
    }

    final SortedMap<String, Long> violations() {
        return violations;
    }

    private void count(String kind) {
        violations.merge(kind, 1L, Long::sum);
    }

    /** {@inheritDoc} The guest may write its index at any time, so that it is looked at before each request. */
    @Override
    public final boolean serve() {
        boolean worked = false;
        while (mayTake()) {
            serve(back.nextRequest());
            worked = true;
        }
        if (worked) {
            back.pushResponses();
            notified();
        }
        return worked;
    }

    private boolean mayTake() {
        if (overrun.begins(back)) {
            count("BLOCK_OVERRUN");
        }
        return back.hasRequest() && overrun.allows(back);
    }

    /** A slot is read once. */
    private void serve(int slot) {
        int id = memory.getInt(slot + ID);
        int operation = memory.getByte(slot + OPERATION);
        int count = memory.getByte(slot + SEGMENTS);
        VbdConfig vbd = vbds.find(memory.getShort(slot + DEVICE) & 0xFFFF);
        long sector = memory.getLong(slot + SECTOR);
        List<Integer> segments = new ArrayList<>();
        for (int i = 0; i < Math.min(count, BlockRequest.MAX_SEGMENTS); i++) {
            segments.add(memory.getInt(slot + FIRST_SEGMENT + i * Integer.BYTES));
        }
        boolean good = vbd != null && count == segments.size() && isDone(vbd, operation, sector, segments);
        int response = back.nextResponse();
        memory.putInt(response + ID, id);
        memory.putShort(response + DEVICE, (short) operation);
        memory.putInt(response + STATUS, good ? 0 : ERROR);
    }

    private boolean isDone(VbdConfig vbd, int operation, long first, List<Integer> segments) {
        boolean writes = operation == BlockRequest.WRITE;
        boolean moves = writes && vbd.mode().isWritable() || operation == BlockRequest.READ;
        if (operation == BlockRequest.FLUSH && segments.isEmpty()) {
            return !vbd.mode().isWritable() || vbds.flush();
        }
        if (!moves || segments.isEmpty() || !segments.stream().allMatch(SharedBlockPort::isInOnePage)) {
            count("BLOCK_REQUEST");
            return false;
        }
        long sector = first;
        for (int segment : segments) {
            int sectors = segment & COUNT_MASK;
            if (!lies(vbd, sector, sectors)) {
                count("BLOCK_SECTORS");
                return false;
            }
            if (!isMoved(vbd, sector, writes ? DiskOperation.WRITE : DiskOperation.READ, segment)) {
                return false;
            }
            sector += sectors;
        }
        return true;
    }

    private static boolean isInOnePage(int segment) {
        int bytes = (segment & COUNT_MASK) * BlockRequest.SECTOR;
        return bytes > 0 && MachineMemory.offset(segment & ~COUNT_MASK) + bytes <= MachineMemory.PAGE_SIZE;
    }

    /** Whether sectors lie on a VBD; a broken one asks for less. */
    boolean lies(VbdConfig vbd, long sector, int sectors) {
        return ReferenceVbds.extentOf(vbd, sector) >= 0 && ReferenceVbds.extentOf(vbd, sector + sectors - 1) >= 0;
    }

    /** The extent that a sector is looked for in. */
    int extentOf(VbdConfig vbd, long sector, long first) {
        return ReferenceVbds.extentOf(vbd, sector);
    }

    private boolean isMoved(VbdConfig vbd, long first, DiskOperation operation, int segment) {
        int address = segment & ~COUNT_MASK;
        int frame = MachineMemory.frame(address);
        boolean reads = operation == DiskOperation.READ;
        if (!(reads ? holdsToWrite(frame) : holds(frame))) {
            count("BLOCK_PAGE");
            return false;
        }
        boolean all = true;
        for (int i = 0; i < (segment & COUNT_MASK); i++) {
            int extent = extentOf(vbd, first + i, first);
            all &= vbds.move(vbd, extent, first + i, operation, memory, address + i * BlockRequest.SECTOR);
        }
        if (reads) {
            frames.releaseTyped(frame);
        } else {
            frames.release(frame);
        }
        return all;
    }

    /** Takes a reference to a page of the guest's; a broken one takes any page. */
    boolean holds(int frame) {
        return frames.acquire(frame, domain());
    }

    /** Takes a reference to a page of the guest's that it may write. */
    private boolean holdsToWrite(int frame) {
        return frames.acquireWritable(frame, domain());
    }

    @Override
    protected final BlockSlot slot() {
        return PLACES;
    }

    @Override
    protected final int segment(int buffer, int sectors) {
        return kernel().memory().translate(buffer) | sectors;
    }

    @Override
    protected final BlockResponse read(int slot) {
        var own = kernel().memory();
        return new BlockResponse(own.getInt(slot + ID), own.getShort(slot + DEVICE), own.getInt(slot + STATUS));
    }

    @Override
    protected final void tell() {
        serve();
    }

    @Override
    protected final int longestSegment() {
        return BlockRequest.SECTORS_PER_PAGE;
    }
}

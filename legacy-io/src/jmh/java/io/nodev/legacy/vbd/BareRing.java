package io.nodev.legacy.vbd;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.Medium;
import io.nodev.common.ring.BackRing;
import io.nodev.common.ring.FrontRing;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.MemoryRegion;
import java.io.IOException;

/**
 * The peer of the block benchmark: a ring between two ends on one thread, and the same copies. It checks, translates, owns,
 * interrupts and schedules nothing.
 */
final class BareRing {
    private static final int SLOTS_PAGE = 0;

    private final MachineMemory memory = new MachineMemory(MemoryRegion.ofFrames(1 + BlockRingLayout.SLOTS * 11));
    private final Medium medium;
    private final FrontRing front = new FrontRing(ring());
    private final BackRing back = new BackRing(ring());
    private final byte[] seen = new byte[BlockRingLayout.MAX_SEGMENTS * MachineMemory.PAGE_SIZE];

    BareRing(Medium medium) {
        this.medium = medium;
    }

    private SharedRing ring() {
        return new SharedRing(memory, BlockRingLayout.RING, SLOTS_PAGE, SLOTS_PAGE + BlockRingLayout.FIRST_SLOT);
    }

    /** Reads {@code count} runs of sectors, beginning at those sectors; returns how many were read. */
    int read(long[] firsts, int count, int sectors) throws IOException {
        for (int i = 0; i < count; i++) {
            int slot = front.nextRequest();
            memory.putInt(slot + BlockRingLayout.ID, i);
            memory.putInt(slot + BlockRingLayout.SECTOR, (int) firsts[i]);
            memory.putInt(slot + BlockRingLayout.SEGMENTS, MachineMemory.address(1 + i * 11));
        }
        front.pushRequests();
        serve(sectors);
        int done = 0;
        while (front.unconsumedResponses() != 0) {
            int id = memory.getInt(front.nextResponse() + BlockRingLayout.ID);
            memory.read(MachineMemory.address(1 + id * 11), seen, 0, sectors * Disk.SECTOR_SIZE);
            done++;
        }
        return done;
    }

    private void serve(int sectors) throws IOException {
        while (back.hasRequest()) {
            int slot = back.nextRequest();
            int id = memory.getInt(slot + BlockRingLayout.ID);
            long position = (long) memory.getInt(slot + BlockRingLayout.SECTOR) * Disk.SECTOR_SIZE;
            int address = memory.getInt(slot + BlockRingLayout.SEGMENTS);
            medium.read(position, memory, address, sectors * Disk.SECTOR_SIZE);
            int response = back.nextResponse();
            memory.putInt(response + BlockRingLayout.ID, id);
            memory.putInt(response + BlockRingLayout.STATUS, BlockStatus.GOOD);
        }
        back.pushResponses();
    }
}

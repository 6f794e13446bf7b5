package io.nodev.plugin.generate;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.Medium;
import io.nodev.common.ring.BackRing;
import io.nodev.common.ring.FrontRing;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.legacy.vbd.BlockRingLayout;
import io.nodev.legacy.vbd.BlockStatus;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The peer of the block benchmark: a ring between two ends on one thread, and the same copies. It checks, translates, owns,
 * notifies and schedules nothing.
 */
final class BareRing implements BlockMover {
    private static final int PAGES_PER_SLOT = BlockRingLayout.MAX_SEGMENTS;

    private final MachineMemory memory =
            new MachineMemory(MemoryRegion.ofFrames(1 + BlockRingLayout.SLOTS * PAGES_PER_SLOT));
    private final Medium medium;
    private final BlockShape shape;
    private final int length;
    private final FrontRing front = new FrontRing(ring());
    private final BackRing back = new BackRing(ring());

    BareRing(Medium medium, BlockShape shape) {
        this.medium = medium;
        this.shape = shape;
        this.length = shape.sectors() * Disk.SECTOR_SIZE;
    }

    private SharedRing ring() {
        return new SharedRing(memory, BlockRingLayout.RING, 0, BlockRingLayout.FIRST_SLOT);
    }

    @Override
    public int move(boolean write, int requests) {
        int done = 0;
        for (int left = requests; left > 0; left -= shape.depth()) {
            int count = Math.min(left, shape.depth());
            put(write, count);
            try {
                serve();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            done += take();
        }
        return done;
    }

    private void put(boolean write, int count) {
        for (int i = 0; i < count; i++) {
            int slot = front.nextRequest();
            int pages = MachineMemory.address(1 + i * PAGES_PER_SLOT);
            if (write) {
                memory.write(pages, shape.bytes(), 0, length);
            }
            memory.putInt(slot + BlockRingLayout.ID, i);
            memory.putByte(
                    slot + BlockRingLayout.OPERATION, (byte) (write ? BlockRingLayout.WRITE : BlockRingLayout.READ));
            memory.putInt(slot + BlockRingLayout.SECTOR, (int) shape.nextSector());
            memory.putInt(slot + BlockRingLayout.SEGMENTS, pages);
        }
        front.pushRequests();
    }

    private void serve() throws IOException {
        while (back.hasRequest()) {
            int slot = back.nextRequest();
            int id = memory.getInt(slot + BlockRingLayout.ID);
            int operation = memory.getByte(slot + BlockRingLayout.OPERATION);
            long position = (long) memory.getInt(slot + BlockRingLayout.SECTOR) * Disk.SECTOR_SIZE;
            int pages = memory.getInt(slot + BlockRingLayout.SEGMENTS);
            if (operation == BlockRingLayout.WRITE) {
                medium.write(position, memory, pages, length);
            } else {
                medium.read(position, memory, pages, length);
            }
            int response = back.nextResponse();
            memory.putInt(response + BlockRingLayout.ID, id);
            memory.putShort(response + BlockRingLayout.RESPONSE_OPERATION, (short) operation);
            memory.putInt(response + BlockRingLayout.STATUS, BlockStatus.GOOD);
        }
        back.pushResponses();
    }

    private int take() {
        int done = 0;
        while (front.unconsumedResponses() != 0) {
            int slot = front.nextResponse();
            int id = memory.getInt(slot + BlockRingLayout.ID);
            if (memory.getShort(slot + BlockRingLayout.RESPONSE_OPERATION) == BlockRingLayout.READ) {
                memory.read(MachineMemory.address(1 + id * PAGES_PER_SLOT), shape.bytes(), 0, length);
            }
            done += memory.getInt(slot + BlockRingLayout.STATUS) == BlockStatus.GOOD ? 1 : 0;
        }
        return done;
    }

    @Override
    public void close() {
        // nothing to let go of
    }
}

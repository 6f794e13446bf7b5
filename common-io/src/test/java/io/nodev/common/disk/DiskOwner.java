package io.nodev.common.disk;

import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.MemoryRegion;
import java.util.ArrayList;
import java.util.List;

/** An owner of a disk that waits for each transfer, and keeps what it was told. */
final class DiskOwner {
    private static final int PAGES = 1_024;

    final MachineMemory memory = new MachineMemory(MemoryRegion.ofFrames(PAGES));
    final DiskTransfer transfer = new DiskTransfer();
    final List<Integer> cookies = new ArrayList<>();
    final List<Boolean> outcomes = new ArrayList<>();
    private final Disk disk;

    DiskOwner(Disk disk) {
        this.disk = disk;
    }

    /** Polls and keeps what is shown. */
    int poll(int budget) {
        return disk.poll(
                (cookie, good) -> {
                    cookies.add(cookie);
                    outcomes.add(good);
                },
                budget);
    }

    /** Submits the transfer as it stands and says whether it was good. */
    boolean isDone() {
        if (!disk.submit(transfer, 77)) {
            throw new AssertionError("the queue is full");
        }
        poll(Integer.MAX_VALUE);
        return outcomes.get(outcomes.size() - 1);
    }

    boolean write(long sector, byte[] bytes) {
        memory.write(0, bytes, 0, bytes.length);
        transfer.of(DiskOperation.WRITE, sector, bytes.length / Disk.SECTOR_SIZE)
                .at(memory, 0);
        return isDone();
    }

    boolean flush() {
        transfer.flush();
        return isDone();
    }

    boolean canRead(long sector, int sectors) {
        transfer.of(DiskOperation.READ, sector, sectors).at(memory, 0);
        return isDone();
    }

    byte[] read(long sector, int sectors) {
        if (!canRead(sector, sectors)) {
            throw new AssertionError("cannot read: sector=" + sector + ", sectors=" + sectors);
        }
        byte[] bytes = new byte[sectors * Disk.SECTOR_SIZE];
        memory.read(0, bytes, 0, bytes.length);
        return bytes;
    }
}

package io.nodev.legacy.vbd;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskEvents;
import io.nodev.common.disk.DiskTransfer;
import java.util.concurrent.atomic.AtomicBoolean;

/** A disk and whether it has something to show. */
final class DrivenDisk {
    private static final int POLL_BUDGET = 64;

    private final Disk disk;
    private final AtomicBoolean interrupted = new AtomicBoolean(true);

    /** Takes the disk over from whoever had it. */
    DrivenDisk(Disk disk) {
        this.disk = disk.reset();
    }

    Disk disk() {
        return disk;
    }

    /** Sets who is told, from any thread, that there is something to show. */
    void onInterrupt(Runnable told) {
        disk.setInterrupt(() -> {
            interrupted.set(true);
            told.run();
        });
    }

    boolean isInterrupted() {
        return interrupted.get();
    }

    /** Shows completions if there may be any. */
    void poll(DiskEvents events) {
        if (interrupted.compareAndSet(true, false) && disk.poll(events, POLL_BUDGET) == POLL_BUDGET) {
            interrupted.set(true);
        }
    }

    /** Whether the disk has those sectors. */
    boolean has(long first, int count) {
        return first >= 0 && first <= disk.sectors() - count;
    }

    /** Hands a transfer over; {@code false} means not now. */
    boolean submit(DiskTransfer transfer, int cookie) {
        return disk.submit(transfer, cookie);
    }
}

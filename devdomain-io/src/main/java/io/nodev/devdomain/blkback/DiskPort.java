package io.nodev.devdomain.blkback;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskEvents;
import io.nodev.common.disk.DiskTransfer;

/** A disk as the backend drives it, on its virtual CPU. */
final class DiskPort {
    private final Runnable wake;
    private volatile Disk disk;

    /**
     * @param wake gives the domain a turn; from any thread
     */
    DiskPort(Disk disk, Runnable wake) {
        this.disk = disk;
        this.wake = wake;
        disk.setInterrupt(wake);
    }

    Disk disk() {
        return disk;
    }

    boolean submit(DiskTransfer transfer, int cookie) {
        return disk.submit(transfer, cookie);
    }

    /** Shows completions; returns whether there may be more. */
    boolean poll(DiskEvents events, int budget) {
        return disk.poll(events, budget) == budget;
    }

    /** Starts the disk over after a fault: what it was doing is forgotten. */
    void reset() {
        disk = disk.reset();
        disk.setInterrupt(wake);
    }
}

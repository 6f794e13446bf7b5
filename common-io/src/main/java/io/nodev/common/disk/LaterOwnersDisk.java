package io.nodev.common.disk;

/** A disk as an owner drives it that was not the first: with a queue that only this owner uses. */
final class LaterOwnersDisk extends ForwardingDisk {
    private final QueuedDisk disk;
    private final DiskQueue queue;

    LaterOwnersDisk(QueuedDisk disk, DiskQueue queue) {
        super(disk);
        this.disk = disk;
        this.queue = queue;
    }

    @Override
    public boolean submit(DiskTransfer transfer, int cookie) {
        return disk.submitOf(queue, transfer, cookie);
    }

    @Override
    public int poll(DiskEvents events, int budget) {
        return queue.poll(events, budget);
    }

    @Override
    public void setInterrupt(Runnable interrupt) {
        queue.connect(interrupt);
    }

    @Override
    protected Disk around(Disk next) {
        return next;
    }
}

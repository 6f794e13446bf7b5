package io.nodev.common.disk;

/** A disk that is another one, but for what is overridden. */
public abstract class ForwardingDisk implements Disk {
    private final Disk disk;

    /** The same as {@code disk} in all that is not overridden. */
    protected ForwardingDisk(Disk disk) {
        this.disk = disk;
    }

    /** The other disk. */
    public final Disk disk() {
        return disk;
    }

    @Override
    public String name() {
        return disk.name();
    }

    @Override
    public int device() {
        return disk.device();
    }

    @Override
    public DiskType type() {
        return disk.type();
    }

    @Override
    public boolean readOnly() {
        return disk.readOnly();
    }

    @Override
    public long sectors() {
        return disk.sectors();
    }

    @Override
    public Object medium() {
        return disk.medium();
    }

    @Override
    public boolean submit(DiskTransfer transfer, int cookie) {
        return disk.submit(transfer, cookie);
    }

    @Override
    public int poll(DiskEvents events, int budget) {
        return disk.poll(events, budget);
    }

    @Override
    public void setInterrupt(Runnable interrupt) {
        disk.setInterrupt(interrupt);
    }

    @Override
    public DiskStats stats() {
        return disk.stats();
    }

    @Override
    public Disk reset() {
        return around(disk.reset());
    }

    @Override
    public void close() {
        disk.close();
    }

    /** What this disk is for the next owner, to whom the other disk is {@code next}. */
    protected abstract Disk around(Disk next);
}

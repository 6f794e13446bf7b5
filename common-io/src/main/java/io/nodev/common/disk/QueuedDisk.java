package io.nodev.common.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A disk on a medium, which moves the bytes while a transfer is submitted and keeps up to 2,048 completions until they are
 * polled. Capacity is the medium's size in whole sectors; bytes after the last whole sector are never touched.
 *
 * <p>After a flush that the medium could not do, every later flush fails too, for this owner and the next, until the medium is
 * opened anew: what was written before may be lost, and a file system that is asked again does not know it any more. Reads and
 * writes go on.
 *
 * <p>A flush of a medium to which nothing was written since the last good flush costs a check only. While a former owner is
 * just submitting, a later one finds the queue full, and is interrupted when that one transfer is done.
 */
public final class QueuedDisk implements Disk {
    private final DriveSpec drive;
    private final Medium medium;
    private final long sectors;
    private final DiskCounters counters = new DiskCounters();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final DiskQueue firstOwners = new DiskQueue();
    private volatile DiskQueue present = firstOwners;
    private volatile boolean someoneWaits;
    private boolean flushFailed;

    /* What was written before it was opened may not last yet. */
    private boolean dirty = true;

    /** A disk on a medium, which is the disk's from now on. */
    public QueuedDisk(DriveSpec drive, Medium medium) {
        this.drive = Objects.requireNonNull(drive, "drive");
        this.medium = medium;
        this.sectors = medium.size() / SECTOR_SIZE;
    }

    @Override
    public String name() {
        return drive.name();
    }

    @Override
    public int device() {
        return drive.device();
    }

    @Override
    public DiskType type() {
        return drive.type();
    }

    @Override
    public boolean readOnly() {
        return drive.readOnly();
    }

    @Override
    public long sectors() {
        return sectors;
    }

    @Override
    public Object medium() {
        return medium.identity();
    }

    @Override
    public boolean submit(DiskTransfer transfer, int cookie) {
        return submitOf(firstOwners, transfer, cookie);
    }

    /** {@link #submit} of one owner, if it is the present one. */
    boolean submitOf(DiskQueue owners, DiskTransfer transfer, int cookie) {
        if (owners != present || owners.isFull() || !canEnter()) {
            return false;
        }
        boolean good;
        try {
            good = isDone(transfer);
        } finally {
            leave();
        }
        owners.add(cookie, good);
        return true;
    }

    /** Enters, or has the present owner interrupted when the former one leaves: one of the two sees what the other set. */
    private boolean canEnter() {
        if (busy.compareAndSet(false, true)) {
            return true;
        }
        someoneWaits = true;
        return busy.compareAndSet(false, true);
    }

    private void leave() {
        busy.set(false);
        if (someoneWaits) {
            someoneWaits = false;
            present.raise();
        }
    }

    private boolean isDone(DiskTransfer transfer) {
        boolean good;
        try {
            good = transfer.operation() == DiskOperation.FLUSH ? isFlushed() : isMoved(transfer);
        } catch (IOException e) {
            good = false;
        }
        if (good) {
            counters.countDone(transfer.operation(), transfer.sectors());
        } else {
            counters.countError();
        }
        return good;
    }

    private boolean isFlushed() throws IOException {
        if (flushFailed) {
            return false;
        }
        flushFailed = true;
        if (dirty) {
            medium.force();
        } else {
            medium.check();
        }
        dirty = false;
        flushFailed = false;
        return true;
    }

    private boolean isMoved(DiskTransfer transfer) throws IOException {
        if (!isOnDisk(transfer)) {
            return false;
        }
        long position = transfer.sector() * SECTOR_SIZE;
        if (transfer.operation() == DiskOperation.READ) {
            medium.read(position, transfer.memory(), transfer.address(), transfer.bytes());
            return true;
        }
        if (drive.readOnly()) {
            return false;
        }
        dirty = true;
        medium.write(position, transfer.memory(), transfer.address(), transfer.bytes());
        return true;
    }

    private boolean isOnDisk(DiskTransfer transfer) {
        int count = transfer.sectors();
        boolean isCountable = count >= 1 && count <= Integer.MAX_VALUE / SECTOR_SIZE;
        return isCountable && transfer.sector() >= 0 && transfer.sector() <= sectors - count;
    }

    @Override
    public int poll(DiskEvents events, int budget) {
        return firstOwners.poll(events, budget);
    }

    @Override
    public void setInterrupt(Runnable interrupt) {
        firstOwners.connect(interrupt);
    }

    @Override
    public DiskStats stats() {
        return counters;
    }

    @Override
    public Disk reset() {
        DiskQueue next = new DiskQueue();
        present = next;
        return new LaterOwnersDisk(this, next);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if the medium says so
     */
    @Override
    public void close() {
        try {
            medium.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the medium of disk " + name(), e);
        }
    }
}

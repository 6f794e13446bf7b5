package io.nodev.common.disk;

/**
 * A disk as its owner drives it. One thread at a time, the owner's, submits and polls; statistics and what does not change
 * may be read from any thread.
 *
 * <p>The life of a transfer: {@link #submit} takes it, the disk moves the bytes, at once or later, and {@link #poll} says that
 * it is done. Until then the memory is the disk's to read or write. A disk that has something to show calls the interrupt its
 * owner set.
 */
public interface Disk extends AutoCloseable {
    /** Bytes of a sector. */
    int SECTOR_SIZE = 512;

    /** The name in the machine's description, as {@code hda} or {@code cdrom}. */
    String name();

    /** The device number, {@code major << 8 | minor} of the whole drive; see {@link DeviceNumber}. */
    int device();

    /** What kind of drive it is. */
    DiskType type();

    /** Whether writes are refused by the drive itself. */
    boolean readOnly();

    /** Its capacity in sectors, as found when it was opened. */
    long sectors();

    /** What its sectors are on: two disks that are equal in this have the same sectors. */
    default Object medium() {
        return this;
    }

    /**
     * Hands over a transfer, whose values are copied during the call. Owner's thread only. A transfer that the disk cannot do,
     * because it lies outside or the medium fails, is completed as not good.
     *
     * @param cookie comes back by {@link DiskEvents#completed}
     * @return {@code false} if the disk's queue is full: nothing was taken, try again after a completion; or if a former owner
     *     is still submitting: the interrupt says when to try again
     */
    boolean submit(DiskTransfer transfer, int cookie);

    /**
     * Shows completions. Owner's thread only, and not from within an event.
     *
     * @param budget the most events to show, 0 or more
     * @return events shown; fewer than {@code budget} says that the interrupt is armed again, and for what came about in the
     *     meantime it was called already
     * @throws IllegalArgumentException if {@code budget} is negative
     */
    int poll(DiskEvents events, int budget);

    /**
     * Sets what the disk calls when {@link #poll} would find something; an event that waits already calls it at once. One call
     * may stand for many events, and now and then for none: the next comes only after a poll that returned fewer than its
     * budget. Owner's thread only.
     *
     * @param interrupt called from any thread, also from within {@link #submit} and {@link #poll}: it must be quick and must
     *     not call the disk
     */
    void setInterrupt(Runnable interrupt);

    /** The disk's counters; the same object for the disk's life, to be read from any thread. */
    DiskStats stats();

    /**
     * Starts the disk over for an owner that knows nothing of the one before: completions not yet shown are forgotten, and the
     * interrupt is set to nothing. What was written stays written; counters stay. New owner's thread, or one that lets it begin.
     *
     * <p>Whatever the former owner still does with this object changes nothing that the new one sees, except that a transfer
     * which it was just submitting may be done; later ones are not taken.
     *
     * @return the disk as the new owner drives it
     */
    Disk reset();

    /** Lets go of the medium; what was not flushed may or may not last. Not while an owner runs. */
    @Override
    void close();
}

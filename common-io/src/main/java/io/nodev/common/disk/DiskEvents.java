package io.nodev.common.disk;

/** What a disk tells its owner, during {@link Disk#poll} and on the owner's thread. */
@FunctionalInterface
public interface DiskEvents {
    /**
     * The disk is done with a transfer. Transfers are completed in any order.
     *
     * @param cookie what {@link Disk#submit} was given with that transfer
     * @param good whether it was done whole; if not, any part of it may have been
     */
    void completed(int cookie, boolean good);
}

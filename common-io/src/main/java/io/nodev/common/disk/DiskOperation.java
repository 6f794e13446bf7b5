package io.nodev.common.disk;

/** What a disk is asked for. */
public enum DiskOperation {
    /** Sectors go from the medium to memory. */
    READ,
    /** Sectors go from memory to the medium, and last from the next {@link #FLUSH} on. */
    WRITE,
    /** Everything whose write was completed before this was submitted lasts. */
    FLUSH
}

package io.nodev.common.disk;

/** A disk's counters since it was made, to be read from any thread. None ever goes back. */
public interface DiskStats {
    /** Reads completed whole. */
    long reads();

    /** Sectors of those. */
    long sectorsRead();

    /** Writes completed whole. */
    long writes();

    /** Sectors of those. */
    long sectorsWritten();

    /** Flushes completed. */
    long flushes();

    /** Transfers that failed. */
    long errors();
}

package io.nodev.devdomain.blkback;

/** What a frontend can do wrong on its ring; but for the last, such a request is answered with an error. */
public enum BlockViolation {
    /** An operation that is none. */
    UNKNOWN_OPERATION,
    /** A number of segments that the operation does not have. */
    BAD_SEGMENTS,
    /** A segment whose last sector comes before its first. */
    BAD_SECTORS,
    /** A number that no VBD of the guest has. */
    NO_SUCH_VBD,
    /** A write to a VBD that is read only. */
    READ_ONLY,
    /** Sectors outside the VBD, or a segment over two ends of extents. */
    OUTSIDE,
    /** More pieces than a request may have. */
    TOO_MANY_PIECES,
    /** A grant that is none, is another domain's, or does not allow what is asked. */
    BAD_GRANT,
    /**
     * A producer index further ahead than the ring is long, counted once for as long as that lasts. A ring's worth of requests
     * is taken, and none more until the index is possible again.
     */
    INDEX_OVERRUN
}

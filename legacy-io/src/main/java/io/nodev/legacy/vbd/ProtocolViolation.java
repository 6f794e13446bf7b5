package io.nodev.legacy.vbd;

/** What a guest can do wrong on its block ring, and what comes of it. */
public enum ProtocolViolation {
    /** An operation that is none; the request is rejected. */
    BAD_OPERATION,
    /** Segments where there must be none, none or more than eleven where there must be some, or an empty one; rejected. */
    BAD_SEGMENTS,
    /** Sectors of no VBD, beyond its end or against its mode, or more than one boundary in a segment; rejected. */
    BAD_SECTORS,
    /** A page that is not the guest's, is none, or, for a read, is a page table; rejected. */
    BAD_PAGE,
    /**
     * A request index further ahead than the ring is long, counted once for as long as that lasts. A ring's worth is taken,
     * and no more until the index is possible again.
     */
    REQUEST_OVERRUN
}

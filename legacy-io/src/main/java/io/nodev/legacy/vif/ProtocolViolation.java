package io.nodev.legacy.vif;

/** What a guest can do wrong on its rings, and what comes of it. */
public enum ProtocolViolation {
    /** A frame of fewer than 35 or more than 1,514 bytes; the request is answered with an error. */
    BAD_SIZE,
    /** A frame that does not end before the last byte of its page; answered with an error. */
    CROSSES_PAGE,
    /** A page that is not the guest's, is a page table, or is none; answered with an error. */
    BAD_PAGE,
    /**
     * A receive buffer whose entry is no entry of the guest's, maps nothing that can be taken, or was changed meanwhile;
     * answered with an error.
     */
    BAD_RECEIVE_BUFFER,
    /**
     * A transmit index further ahead than the ring is long, counted once for as long as that lasts. A ring's worth is taken,
     * and no more until the index is possible again.
     */
    TRANSMIT_OVERRUN,
    /** A receive index further ahead than the ring is long, counted at every look; what has no slot is not looked at. */
    RECEIVE_OVERRUN
}

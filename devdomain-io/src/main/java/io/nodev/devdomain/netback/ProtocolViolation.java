package io.nodev.devdomain.netback;

/** What a frontend can do wrong on its rings, and what comes of it. */
public enum ProtocolViolation {
    /** A frame of fewer than 35 or more than 1,514 bytes; the request is answered with an error. */
    BAD_SIZE,
    /** A frame that does not end before the last byte of its page; answered with an error. */
    CROSSES_PAGE,
    /** A grant that is none, is another domain's, or names a page that cannot be mapped; answered with an error. */
    BAD_GRANT,
    /** A receive buffer that could not be exchanged; answered with an error, and the frame is dropped. */
    BAD_RECEIVE_BUFFER,
    /**
     * A producer index further ahead than the ring is long, counted once for as long as that lasts on the transmit ring and
     * for every frame on the receive ring. Of transmit requests a ring's worth is taken, of receive requests none, until the
     * index is possible again.
     */
    INDEX_OVERRUN
}

package io.nodev.common.driver;

/** Why a card lost a frame that arrived. */
public enum NicDrop {
    /** Shorter than an Ethernet header; lost before the filter. */
    RUNT,
    /** Longer than 1,514 bytes; lost before the filter. */
    GIANT,
    /** Passed the filter, but the receive queue was full. */
    RECEIVE_QUEUE_FULL
}

package io.nodev.common.packet;

/**
 * How much of a frame is copied, once, before anything about it is decided. What is checked is this private copy, so a
 * sender that rewrites its page meanwhile changes nothing that was checked.
 */
public final class HeaderBytes {
    /** Bytes copied: an Ethernet header, the longest IPv4 header and a TCP header without options fit. */
    public static final int LENGTH = 128;

    private HeaderBytes() {}

    /** The number of bytes to copy of a frame of {@code frameLength} bytes. */
    public static int of(int frameLength) {
        return Math.min(frameLength, LENGTH);
    }
}

package io.nodev.common.guest;

/** A block request that is done, as {@link BlockHandler#completed} may read it. */
public interface BlockCompletion {
    /** The device it was put to. */
    VirtualBlockDevice device();

    /** What the request was given. */
    long tag();

    /** Whether it was done; if not, what was asked for did not happen, or not whole. */
    boolean isGood();

    /** The status as the other side gave it; 0 is good in every architecture. */
    int status();

    /** Bytes that a good read brought; 0 for every other request. */
    int length();

    /**
     * Copies what a good read brought.
     *
     * @param into has room for {@link #length} bytes from {@code at} on
     */
    void copyTo(byte[] into, int at);
}

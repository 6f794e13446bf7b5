package io.nodev.legacy.vif;

/** Status codes of responses. Source: xen/include/hypervisor-ifs/network.h at ddc87ed302. */
public final class RingStatus {
    /** Transmit: the frame was taken; it may be lost all the same. Receive: a frame is in the buffer. */
    public static final int OK = 0;

    /** Transmit: size, place or protocol was refused, or no page was free. Receive: the buffer could not be used. */
    public static final int BAD_PAGE = 1;

    /** Transmit: no destination, or taken back. Receive: taken back. */
    public static final int DROPPED = 2;

    /** How many codes there are. */
    public static final int COUNT = 3;

    private RingStatus() {}
}

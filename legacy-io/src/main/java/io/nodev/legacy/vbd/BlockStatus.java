package io.nodev.legacy.vbd;

/** Status codes of block responses. Source: xen/drivers/block/xen_block.c at ddc87ed302. */
public final class BlockStatus {
    /** Done. */
    public static final int GOOD = 0;

    /** Refused as a whole: nothing was read or written. */
    public static final int REJECTED = 1;

    /** The disk failed; any part may have been done. */
    public static final int FAILED = 2;

    /** How many codes there are. */
    public static final int COUNT = 3;

    private BlockStatus() {}
}

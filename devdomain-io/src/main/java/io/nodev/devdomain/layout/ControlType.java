package io.nodev.devdomain.layout;

/** Types of control messages. Source: xen/include/public/io/domain_controller.h at 5c70ae783d. */
public final class ControlType {
    /** Console text; the machines here have none on this channel. */
    public static final int CONSOLE = 0;

    /** Controller and block backend. */
    public static final int BLKIF_BE = 1;

    /** Controller and block frontend. */
    public static final int BLKIF_FE = 2;

    /** Controller and network backend. */
    public static final int NETIF_BE = 3;

    /** Controller and network frontend. */
    public static final int NETIF_FE = 4;

    private ControlType() {}
}

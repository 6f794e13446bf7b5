package io.nodev.legacy.vif;

/**
 * Argument of {@code net_io_op(address)}, always about a vif of the caller.
 *
 * <pre>
 *  0  command                     u32
 *  4  vif                         u32
 *  8  frame of the ring page      u32, out, GET_VIF_INFO
 * 12  hardware address            6 octets, out, GET_VIF_INFO
 * </pre>
 *
 * Source: xen/include/hypervisor-ifs/network.h at ddc87ed302.
 */
public final class NetIoOpLayout {
    /** Look at both rings. */
    public static final int PUSH_BUFFERS = 0;

    /** Give everything back that is not on its way yet. */
    public static final int FLUSH_BUFFERS = 1;

    /** Start over at index 0; only when nothing is outstanding. */
    public static final int RESET_RINGS = 2;

    /** Where the ring is and what the address is. */
    public static final int GET_VIF_INFO = 3;

    /** Bytes of the structure. */
    public static final int SIZE = 20;

    /** The command. */
    public static final int COMMAND = 0;

    /** The vif's index, 0 to 7. */
    public static final int VIF = 4;

    /** Number of the machine frame that holds the rings. */
    public static final int RING_FRAME = 8;

    /** The vif's hardware address. */
    public static final int ADDRESS = 12;

    private NetIoOpLayout() {}
}

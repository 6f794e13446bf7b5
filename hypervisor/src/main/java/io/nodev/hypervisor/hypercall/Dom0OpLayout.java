package io.nodev.hypervisor.hypercall;

/**
 * Argument of {@code dom0_op(address)}: a command and a union, all numbers 32 bits. Commands and their numbers:
 * xen/include/hypervisor-ifs/dom0_ops.h at ddc87ed302; the fields that we have, and their widths, are ours.
 *
 * <pre>
 * DESTROY_DOMAIN   4 domain
 * GET_DOMAIN_INFO  4 domain, in and out   8 name[16]   24 state   28 frames   32 most pages   36 shared-info frame, out
 * READ_CONSOLE     4 address of the buffer   8 its bytes   12 flags
 * SET_MAX_PAGES    4 domain   8 pages
 * </pre>
 */
public final class Dom0OpLayout {
    /** Kill a domain. */
    public static final int DESTROY_DOMAIN = 9;

    /** Ask about the domain with the lowest id that is not below the one given. */
    public static final int GET_DOMAIN_INFO = 12;

    /** Copy the console's past output out; returns how many bytes. */
    public static final int READ_CONSOLE = 19;

    /** Set how many pages of ordinary memory a domain may have. */
    public static final int SET_MAX_PAGES = 28;

    /** Bytes of the structure. */
    public static final int SIZE = 40;

    /** The command. */
    public static final int COMMAND = 0;

    /** DESTROY_DOMAIN, GET_DOMAIN_INFO, SET_MAX_PAGES: which domain. */
    public static final int DOMAIN = 4;

    /** GET_DOMAIN_INFO: {@link #NAME_SIZE} bytes of UTF-8, the last of them 0. */
    public static final int NAME = 8;

    /** GET_DOMAIN_INFO: bytes of the name. */
    public static final int NAME_SIZE = 16;

    /** GET_DOMAIN_INFO: {@link #STATE_ACTIVE} or {@link #STATE_STOPPED}. */
    public static final int STATE = 24;

    /** State of a living domain. */
    public static final int STATE_ACTIVE = 0;

    /** State of a domain that is being killed. */
    public static final int STATE_STOPPED = 1;

    /** GET_DOMAIN_INFO: frames that it owns, page tables and the like included. */
    public static final int FRAMES = 28;

    /** GET_DOMAIN_INFO: pages of ordinary memory that it may have. */
    public static final int MOST_PAGES = 32;

    /** GET_DOMAIN_INFO: the frame of its shared-info page. */
    public static final int SHARED_INFO_FRAME = 36;

    /** READ_CONSOLE: where the bytes go. */
    public static final int BUFFER = 4;

    /** READ_CONSOLE: how many bytes fit there, unsigned. */
    public static final int BUFFER_SIZE = 8;

    /** READ_CONSOLE: 0 or {@link #CLEAR}. */
    public static final int FLAGS = 12;

    /** Flag of READ_CONSOLE: forget the past output once it is copied. */
    public static final int CLEAR = 1;

    /** SET_MAX_PAGES: how many. */
    public static final int PAGES = 8;

    private Dom0OpLayout() {}
}

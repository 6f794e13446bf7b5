package io.nodev.hypervisor.hypercall;

/**
 * Arguments of {@code grant_table_op(command, address, count)}: an array of structures, each with its own status, so
 * that a batch is one call. The call itself returns 0; -ENOSYS for an unknown command; -EINVAL for a count below 0 or above
 * 4,096; -EFAULT if a structure lies where the caller has no memory, with those before it done.
 *
 * <pre>
 * MAP       0 domain  4 reference  8 flags     12 address  16 status  20 handle
 * UNMAP     0 handle  4 status
 * SET_UP    0 pages   4 address of u32[pages], filled with frame numbers  8 status
 * EXCHANGE  0 domain  4 reference  8 address   12 status
 * QUERY     0 reference  4 status  8 uses
 * </pre>
 */
public final class GrantTableOpLayout {
    /** Map a granted page. */
    public static final int MAP = 0;

    /** End a mapping. */
    public static final int UNMAP = 1;

    /** Size the caller's own table and learn its frames. */
    public static final int SET_UP = 2;

    /** Exchange a page for an offered one. */
    public static final int EXCHANGE = 4;

    /** Ask how many uses of one of the caller's own grants are in progress; a revoked one is its own again at 0. */
    public static final int QUERY = 5;

    /** Bytes of a MAP structure. */
    public static final int MAP_SIZE = 24;

    /** MAP, EXCHANGE: the domain whose grant it is. */
    public static final int DOMAIN = 0;

    /** MAP, EXCHANGE: the grant reference. */
    public static final int REFERENCE = 4;

    /** MAP: 0, or {@link #MAP_READ_ONLY}. */
    public static final int MAP_FLAGS = 8;

    /** MAP: the caller's address, which maps nothing yet. */
    public static final int MAP_ADDRESS = 12;

    /** MAP: result. */
    public static final int MAP_STATUS = 16;

    /** MAP: what to unmap it by. */
    public static final int MAP_HANDLE = 20;

    /** Flag of MAP: for reading only. */
    public static final int MAP_READ_ONLY = 4;

    /** Bytes of an UNMAP structure. */
    public static final int UNMAP_SIZE = 8;

    /** UNMAP: which mapping. */
    public static final int UNMAP_HANDLE = 0;

    /** UNMAP: result. */
    public static final int UNMAP_STATUS = 4;

    /** Bytes of a SET_UP structure. */
    public static final int SET_UP_SIZE = 12;

    /** SET_UP: how long the table shall be. */
    public static final int SET_UP_PAGES = 0;

    /** SET_UP: where the frame numbers go. */
    public static final int SET_UP_FRAMES = 4;

    /** SET_UP: result. */
    public static final int SET_UP_STATUS = 8;

    /** Bytes of an EXCHANGE structure. */
    public static final int EXCHANGE_SIZE = 16;

    /** EXCHANGE: the caller's page. */
    public static final int EXCHANGE_ADDRESS = 8;

    /** EXCHANGE: result. */
    public static final int EXCHANGE_STATUS = 12;

    /** Bytes of a QUERY structure. */
    public static final int QUERY_SIZE = 12;

    /** QUERY: the caller's grant reference. */
    public static final int QUERY_REFERENCE = 0;

    /** QUERY: result. */
    public static final int QUERY_STATUS = 4;

    /** QUERY: how many mappings, all domains together. */
    public static final int QUERY_USES = 8;

    private GrantTableOpLayout() {}
}

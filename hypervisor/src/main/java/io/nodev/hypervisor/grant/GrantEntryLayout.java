package io.nodev.hypervisor.grant;

/**
 * One entry of a grant table, 8 bytes, 512 to a page.
 *
 * <pre>
 *  0      2        4                8
 * +------+--------+----------------+
 * | flags| domid  |     frame      |
 * +------+--------+----------------+
 * </pre>
 *
 * The owner writes domain id and frame first and the flags last, with release. For an offer of exchange the hypervisor
 * stores the frame that came in return and then sets {@link #EXCHANGED}, with release. Layout of version 1 entries in
 * xen/include/public/grant_table.h at 5c70ae783d; the exchange is ours.
 */
public final class GrantEntryLayout {
    /** Bytes of an entry. */
    public static final int SIZE = 8;

    /** Entries of a page. */
    public static final int PER_PAGE = 512;

    /** Offset of the word of flags (low half) and domain id (high half). */
    public static final int FLAGS_AND_DOMAIN = 0;

    /** Offset of the frame number. */
    public static final int FRAME = 4;

    /** No grant. */
    public static final int INVALID = 0;

    /** The domain may map the frame. */
    public static final int PERMIT_ACCESS = 1;

    /** The domain may exchange the frame for one of its own. */
    public static final int OFFER_EXCHANGE = 2;

    /** With {@link #PERMIT_ACCESS}: only for reading. */
    public static final int READ_ONLY = 4;

    /** The exchange is done and the frame field names the new frame. */
    public static final int EXCHANGED = 32;

    private static final int DOMAIN_SHIFT = 16;

    private GrantEntryLayout() {}

    /** The word of flags and domain. */
    public static int word(int flags, int domain) {
        return flags | domain << DOMAIN_SHIFT;
    }

    /** The flags of a word. */
    public static int flags(int word) {
        return word & 0xFFFF;
    }

    /** The domain of a word. */
    public static int domain(int word) {
        return word >>> DOMAIN_SHIFT;
    }
}

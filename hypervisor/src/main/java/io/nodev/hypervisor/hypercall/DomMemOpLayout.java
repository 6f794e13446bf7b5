package io.nodev.hypervisor.hypercall;

/**
 * Argument of {@code dom_mem_op(address)}, all fields 32 bits. Commands: xen/include/hypervisor-ifs/hypervisor-if.h at
 * ddc87ed302; the field widths are ours.
 *
 * <pre>
 *  0         4        8       12               16
 * +---------+--------+-------+----------------+
 * | command | domain | pages | address of list|   list: u32[pages], frame numbers
 * +---------+--------+-------+----------------+
 * </pre>
 */
public final class DomMemOpLayout {
    /** The domain gets pages, mapped nowhere; their frame numbers are written to the list. */
    public static final int INCREASE = 0;

    /** The domain gives the pages in the list back; each must be mapped nowhere and used by nobody. */
    public static final int DECREASE = 1;

    /** Bytes of the structure. */
    public static final int SIZE = 16;

    /** The command. */
    public static final int COMMAND = 0;

    /** Whose pages; another's only with privilege. */
    public static final int DOMAIN = 4;

    /** How many pages, unsigned. */
    public static final int PAGES = 8;

    /** Where the list is, in the caller's memory. */
    public static final int LIST = 12;

    private DomMemOpLayout() {}
}

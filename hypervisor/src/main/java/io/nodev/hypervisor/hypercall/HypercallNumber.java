package io.nodev.hypervisor.hypercall;

/** Numbers of hypercalls. Source: xen/include/hypervisor-ifs/hypervisor-if.h at ddc87ed302; 26 is ours, 25 is unused. */
public final class HypercallNumber {
    /** Changes of page-table entries. */
    public static final int MMU_UPDATE = 1;

    /** Text to the emergency console, one line at a time. */
    public static final int CONSOLE_WRITE = 2;

    /** Rings of the caller's own vifs; legacy architecture. */
    public static final int NET_IO_OP = 6;

    /** Yield or block. */
    public static final int SCHED_OP = 8;

    /** What a privileged domain does to others. */
    public static final int DOM0_OP = 9;

    /** Rules and rates; legacy architecture. */
    public static final int NETWORK_OP = 10;

    /** Virtual disks; legacy architecture. */
    public static final int BLOCK_IO_OP = 11;

    /** Pages from and to the hypervisor. */
    public static final int DOM_MEM_OP = 16;

    /** Several calls at once. */
    public static final int MULTICALL = 17;

    /** One page-table entry by virtual address. */
    public static final int UPDATE_VA_MAPPING = 19;

    /** The caller's timer. */
    public static final int SET_TIMER_OP = 20;

    /** Ports. */
    public static final int EVENT_CHANNEL_OP = 21;

    /** Version of the hypervisor. */
    public static final int XEN_VERSION = 22;

    /** Raw access to the emergency console. */
    public static final int CONSOLE_IO = 23;

    /** Physical devices; not in our machines. */
    public static final int PHYSDEV_OP = 24;

    /** Grants and page exchange. */
    public static final int GRANT_TABLE_OP = 26;

    /** One above the highest number. */
    public static final int COUNT = 27;

    private HypercallNumber() {}
}

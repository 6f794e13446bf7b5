package io.nodev.hypervisor.memory;

/**
 * The 32-bit entry of an L1 page table.
 *
 * <pre>
 *  31                    12 11          2   1   0
 * +------------------------+-------------+---+---+
 * |      frame number      |    zero     | W | P |
 * +------------------------+-------------+---+---+
 * </pre>
 *
 * P: the page is present. W: it may be written. All other low bits are zero in our machines.
 */
public final class PageTableEntry {
    /** The page is present. */
    public static final int PRESENT = 1;

    /** The page may be written. */
    public static final int WRITABLE = 2;

    /** Entries of one table. */
    public static final int PER_TABLE = 1024;

    private PageTableEntry() {}

    /** A present entry for a frame. */
    public static int readOnly(int frame) {
        return frame << MachineMemory.PAGE_SHIFT | PRESENT;
    }

    /** A present and writable entry for a frame. */
    public static int writable(int frame) {
        return frame << MachineMemory.PAGE_SHIFT | PRESENT | WRITABLE;
    }

    /** The frame an entry names. */
    public static int frame(int entry) {
        return entry >>> MachineMemory.PAGE_SHIFT;
    }

    /** Whether the page is present. */
    public static boolean isPresent(int entry) {
        return (entry & PRESENT) != 0;
    }

    /** Whether the page is present and may be written. */
    public static boolean isWritable(int entry) {
        return (entry & (PRESENT | WRITABLE)) == (PRESENT | WRITABLE);
    }
}

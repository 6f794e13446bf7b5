package io.nodev.legacy.vif;

/** Receive buffers that the hypervisor holds for a vif, oldest first. At most a ring's worth. */
final class ParkedBuffers {
    private static final int MASK = VifRingLayout.SLOTS - 1;

    private final short[] ids = new short[VifRingLayout.SLOTS];
    private final int[] entryAddresses = new int[VifRingLayout.SLOTS];
    private final int[] entries = new int[VifRingLayout.SLOTS];
    private int added;
    private int removed;

    int size() {
        return added - removed;
    }

    void add(int id, int entryAddress, int entry) {
        int at = added++ & MASK;
        ids[at] = (short) id;
        entryAddresses[at] = entryAddress;
        entries[at] = entry;
    }

    /** Id of the oldest. */
    int id() {
        return ids[removed & MASK];
    }

    /** Machine address of the page-table entry of the oldest. */
    int entryAddress() {
        return entryAddresses[removed & MASK];
    }

    /** What that entry was left as: frame and permissions, but not present. */
    int entry() {
        return entries[removed & MASK];
    }

    void remove() {
        removed++;
    }
}

package io.nodev.legacy.vif;

/**
 * Frames in pages of the hypervisor's, before delivery. One that comes when there are more than {@link #CONGESTED} is
 * refused. Source: xen/net/dev.c at ddc87ed302.
 */
final class ReceiveQueue {
    /** With more than so many waiting, none is taken any more. */
    static final int CONGESTED = 100;

    private static final int SLOTS = 128;
    private static final int MASK = SLOTS - 1;

    private final int[] pages = new int[SLOTS];
    private final int[] lengths = new int[SLOTS];
    private final Vif[] destinations = new Vif[SLOTS];
    private int added;
    private int removed;

    boolean isCongested() {
        return added - removed > CONGESTED;
    }

    /**
     * Adds a frame; the queue is not congested.
     *
     * @param destination null if it came from the NIC and still has to be looked up
     */
    void add(int page, int length, Vif destination) {
        int at = added++ & MASK;
        pages[at] = page;
        lengths[at] = length;
        destinations[at] = destination;
    }

    boolean isEmpty() {
        return added == removed;
    }

    /** The page of the oldest. */
    int page() {
        return pages[removed & MASK];
    }

    /** The length of the oldest. */
    int length() {
        return lengths[removed & MASK];
    }

    /** Where the oldest goes; null if that is to be looked up. */
    Vif destination() {
        return destinations[removed & MASK];
    }

    void remove() {
        destinations[removed++ & MASK] = null;
    }
}

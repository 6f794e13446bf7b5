package io.nodev.legacy.vif;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Receive buffers on their way from a guest's own thread, which takes them out of its page tables, to whoever works on the
 * network. One thread puts, one takes; neither waits.
 *
 * <p>Ordering: an entry is written before {@code produced} is released and read after it was acquired. There is always
 * room, because a guest has at most a ring's worth of requests unanswered.
 */
final class CollectedBuffers {
    /** In place of an entry: the buffer was refused. */
    static final int REFUSED = 0;

    private static final int MASK = VifRingLayout.SLOTS - 1;

    private final short[] ids = new short[VifRingLayout.SLOTS];
    private final int[] entryAddresses = new int[VifRingLayout.SLOTS];
    private final int[] entries = new int[VifRingLayout.SLOTS];
    private final AtomicInteger produced = new AtomicInteger();
    private int putting;
    private int taken;

    /** Guest's thread: adds one, to be seen after {@link #publish}. */
    void put(int id, int entryAddress, int entry) {
        int at = putting++ & MASK;
        ids[at] = (short) id;
        entryAddresses[at] = entryAddress;
        entries[at] = entry;
    }

    /** Guest's thread: shows everything put so far. */
    void publish() {
        produced.setRelease(putting);
    }

    /** The other side: whether there is one to take. */
    boolean hasNext() {
        return produced.getAcquire() != taken;
    }

    /** Id of the oldest. */
    int id() {
        return ids[taken & MASK];
    }

    /** Machine address of the page-table entry of the oldest. */
    int entryAddress() {
        return entryAddresses[taken & MASK];
    }

    /** What that entry was left as, not present; or {@link #REFUSED}. */
    int entry() {
        return entries[taken & MASK];
    }

    /** The other side: done with the oldest. */
    void take() {
        taken++;
    }
}

package io.nodev.common.disk;

import java.util.Objects;

/** What one owner of a disk waits for: completions not yet shown, oldest first, and the interrupt. That owner's thread only. */
final class DiskQueue {
    /** Completions it holds at most: more than 64 requests have pieces, with 11 segments each on two extents. */
    static final int DEPTH = 2_048;

    private static final int MASK = DEPTH - 1;
    private static final Runnable NOBODY = () -> {};

    private final int[] cookies = new int[DEPTH];
    private final boolean[] good = new boolean[DEPTH];
    private int added;
    private int shown;
    private Runnable interrupt = NOBODY;
    private boolean armed = true;

    /** An empty queue that calls nobody. */
    DiskQueue() {}

    boolean isFull() {
        return added - shown == DEPTH;
    }

    /** Adds a completion; only if the queue is not full. */
    void add(int cookie, boolean isGood) {
        cookies[added & MASK] = cookie;
        good[added & MASK] = isGood;
        added++;
        callIfArmed();
    }

    /** {@link Disk#poll}. */
    int poll(DiskEvents events, int budget) {
        if (budget < 0) {
            throw new IllegalArgumentException("a budget is 0 or more: budget=" + budget);
        }
        int count = 0;
        while (count < budget && added != shown) {
            int cookie = cookies[shown & MASK];
            boolean isGood = good[shown & MASK];
            shown++;
            count++;
            events.completed(cookie, isGood);
        }
        if (count < budget) {
            armed = true;
        }
        return count;
    }

    /** {@link Disk#setInterrupt}. */
    void connect(Runnable handler) {
        interrupt = Objects.requireNonNull(handler, "handler");
        armed = true;
        if (added != shown) {
            callIfArmed();
        }
    }

    private void callIfArmed() {
        if (armed) {
            armed = false;
            interrupt.run();
        }
    }
}

package io.nodev.common.disk;

import io.nodev.common.driver.CompletionRing;
import io.nodev.common.driver.InterruptLine;

/** What one owner of a disk waits for: completions not yet shown, oldest first, and the interrupt. That owner's thread only
 * unless said otherwise. */
final class DiskQueue {
    /** Completions it holds at most: more than 64 requests have pieces, with 11 segments each on two extents. */
    static final int DEPTH = 2_048;

    private final CompletionRing completions = new CompletionRing(DEPTH);
    private final InterruptLine line = new InterruptLine();

    /** An empty queue that calls nobody. */
    DiskQueue() {}

    boolean isFull() {
        return completions.isFull();
    }

    /** Adds a completion; only if the queue is not full. */
    void add(int cookie, boolean isGood) {
        completions.put(cookie, isGood);
        line.raise();
    }

    /** Calls the owner, who has something to try again. Any thread. */
    void raise() {
        line.raise();
    }

    /** {@link Disk#poll}. */
    int poll(DiskEvents events, int budget) {
        if (budget < 0) {
            throw new IllegalArgumentException("a budget is 0 or more: budget=" + budget);
        }
        int count = 0;
        while (count < budget && !completions.isEmpty()) {
            boolean isGood = completions.isOldestGood();
            events.completed(completions.take(), isGood);
            count++;
        }
        if (count < budget) {
            line.arm();
        }
        return count;
    }

    /** {@link Disk#setInterrupt}. */
    void connect(Runnable handler) {
        line.connect(handler);
        if (!completions.isEmpty()) {
            line.raise();
        }
    }
}

package io.nodev.hypervisor.sched;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many virtual CPUs are runnable or running. A waker counts the one it wakes before that one can run, and is itself
 * still counted if it is in a turn; so once none is left nobody inside the machine can start another.
 */
final class Activity {
    private final AtomicInteger active = new AtomicInteger();
    private volatile int waiting;

    void begin() {
        active.incrementAndGet();
    }

    /** Counts one less; whoever waits looks again at the last. */
    void end() {
        if (active.decrementAndGet() == 0 && waiting != 0) {
            wakeWaiting();
        }
    }

    private synchronized void wakeWaiting() {
        notifyAll();
    }

    boolean isNone() {
        return active.get() == 0;
    }

    /**
     * Waits until none is active, even if only for a moment. The waiter announces itself before it looks, and the last
     * one counts before it looks for waiters, so one of them sees the other.
     *
     * @return whether that came about in time
     */
    synchronized boolean awaitNone(long timeoutNanos) throws InterruptedException {
        long start = System.nanoTime();
        waiting++;
        try {
            while (!isNone()) {
                long leftNanos = timeoutNanos - (System.nanoTime() - start);
                if (leftNanos <= 0) {
                    return false;
                }
                wait(leftNanos / 1_000_000, (int) (leftNanos % 1_000_000));
            }
            return true;
        } finally {
            waiting--;
        }
    }
}

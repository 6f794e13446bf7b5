package io.nodev.hypervisor.time;

import java.util.PriorityQueue;

/**
 * What is to happen at a time. Scheduled from any thread; fired by the scheduler's, in order of time, and of scheduling
 * for equal times.
 */
public final class TimerQueue {
    /** The answer of {@link #nextDeadline} when nothing is scheduled. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Something that is to happen. */
    public interface Scheduled {
        /**
         * Makes it not happen. From any thread.
         *
         * @return whether it had not happened, nor begun to
         */
        boolean cancel();
    }

    private final class Timer implements Comparable<Timer>, Scheduled {
        private final long deadlineNanos;
        private final long sequence;
        private final Runnable action;

        private Timer(long deadlineNanos, long sequence, Runnable action) {
            this.deadlineNanos = deadlineNanos;
            this.sequence = sequence;
            this.action = action;
        }

        @Override
        public boolean cancel() {
            synchronized (TimerQueue.this) {
                boolean removed = timers.remove(this);
                lookAtFirst();
                return removed;
            }
        }

        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(deadlineNanos, other.deadlineNanos);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long scheduled;
    private volatile Runnable onSchedule = () -> {};

    /** The first deadline, to be looked at before each turn without the lock. */
    private volatile long nextDeadline = NEVER;

    /** Runs {@code action} once {@code deadlineNanos} since boot have passed. */
    public Scheduled schedule(long deadlineNanos, Runnable action) {
        Timer timer;
        synchronized (this) {
            timer = new Timer(deadlineNanos, scheduled++, action);
            timers.add(timer);
            lookAtFirst();
        }
        onSchedule.run();
        return timer;
    }

    /** Sets what is told of a new timer, so that a sleeping scheduler looks at its deadline again. */
    public void onSchedule(Runnable listener) {
        this.onSchedule = listener;
    }

    /** The next deadline, or {@link #NEVER}. From any thread, without a lock. */
    public long nextDeadline() {
        return nextDeadline;
    }

    private void lookAtFirst() {
        nextDeadline = timers.isEmpty() ? NEVER : timers.peek().deadlineNanos;
    }

    /**
     * Runs everything due, in order.
     *
     * @return whether anything ran
     */
    public boolean fire(long nowNanos) {
        boolean any = false;
        for (Timer due = pollDue(nowNanos); due != null; due = pollDue(nowNanos)) {
            due.action.run();
            any = true;
        }
        return any;
    }

    private Timer pollDue(long nowNanos) {
        return nextDeadline <= nowNanos ? pollFirst(nowNanos) : null;
    }

    private synchronized Timer pollFirst(long nowNanos) {
        Timer first = timers.peek();
        if (first == null || first.deadlineNanos > nowNanos) {
            return null;
        }
        timers.poll();
        lookAtFirst();
        return first;
    }
}

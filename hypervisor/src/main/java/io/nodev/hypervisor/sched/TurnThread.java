package io.nodev.hypervisor.sched;

import io.nodev.hypervisor.domain.Domain;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A daemon thread that gives one virtual CPU a turn whenever it was woken.
 *
 * <p>A wake-up is never lost: it always writes the state, so that what the waker wrote before is seen by the turn that
 * takes the wake-up, and one that comes during a turn keeps the state from going back to idle.
 */
final class TurnThread {
    /** The answer of {@link Waiting#nanos} when only a wake-up ends the wait. */
    static final long FOR_EVER = Long.MAX_VALUE;

    private static final int IDLE = 0;
    private static final int WOKEN = 1;
    private static final int RUNNING = 2;
    private static final int GONE = 4;

    private final VirtualCpu cpu;
    private final int budget;
    private final Activity activity;
    private final Consumer<Throwable> onFault;
    private final Thread thread;
    private final AtomicInteger state = new AtomicInteger(IDLE);

    /** Odd while in a turn. */
    private final AtomicLong turns = new AtomicLong();

    /** The last turn that was found to be overdue; no turn's number at first. */
    private volatile long lateTurn = -1;

    private volatile boolean stopping;
    private volatile boolean ended;
    private volatile Runnable onEnd = () -> {};

    /** How long a thread with nothing to do may sleep. */
    @FunctionalInterface
    interface Waiting {
        long nanos();
    }

    private final Waiting waiting;

    /**
     * @param onFault told of an exception out of a turn, after it, on this thread, which then ends
     */
    TurnThread(Work work, int budget, Activity activity, Consumer<Throwable> onFault) {
        this.cpu = work.cpu();
        this.waiting = work.waiting();
        this.budget = budget;
        this.activity = activity;
        this.onFault = onFault;
        this.thread = new Thread(this::live, work.name());
        thread.setDaemon(true);
    }

    /** What a thread is for. */
    record Work(String name, VirtualCpu cpu, Waiting waiting) {
        static Work of(Domain domain, VirtualCpu cpu) {
            return new Work(domain.name(), cpu, () -> FOR_EVER);
        }
    }

    void start() {
        thread.start();
    }

    /** Asks the host to let it run before others; a host may ignore that. Before {@link #start}. */
    void favour() {
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    /** From any thread; takes effect once {@link #start} was called. */
    void wake() {
        int before = state.get();
        while (before != GONE) {
            if (before == IDLE) {
                activity.begin();
            }
            if (state.compareAndSet(before, before | WOKEN)) {
                unparkIfIdle(before);
                return;
            }
            if (before == IDLE) {
                activity.end();
            }
            before = state.get();
        }
    }

    private void unparkIfIdle(int before) {
        if (before == IDLE) {
            LockSupport.unpark(thread);
        }
    }

    private void live() {
        try {
            while (!stopping) {
                if (state.get() == IDLE) {
                    sleep();
                } else {
                    takeTurn();
                }
            }
        } finally {
            ended = true;
            onEnd.run();
            retire();
        }
    }

    /** From now on it is not counted as active, and no wake-up counts; a turn that goes on is not ended by this. */
    private void retire() {
        int before = state.getAndSet(GONE);
        if (before != IDLE && before != GONE) {
            activity.end();
        }
    }

    /**
     * Counts on the thread no longer. What it is told to do at its end it does there, or the caller does it if it has ended,
     * or both.
     */
    void leaveBehind(Runnable atEnd) {
        onEnd = atEnd;
        if (ended) {
            atEnd.run();
        }
        retire();
        thread.interrupt();
    }

    private void sleep() {
        long nanos = waiting.nanos();
        if (nanos <= 0) {
            wake();
        } else if (nanos == FOR_EVER) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
        Thread.interrupted();
    }

    private void takeTurn() {
        state.getAndSet(RUNNING);
        turns.incrementAndGet();
        boolean more = false;
        Throwable fault = null;
        try {
            more = !stopping && cpu.run(budget);
        } catch (Throwable thrown) {
            fault = thrown;
            stopping = true;
        }
        turns.incrementAndGet();
        if (fault != null) {
            onFault.accept(fault);
        } else if (!more && state.compareAndSet(RUNNING, IDLE)) {
            activity.end();
        }
    }

    /** The thread takes no more turns; does not wait for the present one. */
    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    /** A number that is odd in a turn, and never the same in two. */
    long turn() {
        return turns.get();
    }

    /** A turn was found to be overdue. */
    void isLateIn(long turn) {
        lateTurn = turn;
    }

    /** Whether the present turn was found to be overdue. */
    boolean isLate() {
        return turn() == lateTurn;
    }

    static boolean isInTurn(long turn) {
        return (turn & 1) != 0;
    }

    /**
     * Waits until the thread is in no turn, unless this is that thread.
     *
     * @return whether that came about in time
     */
    boolean awaitTurnEnd(long timeoutNanos) throws InterruptedException {
        long start = System.nanoTime();
        while (isInTurn(turn()) && Thread.currentThread() != thread) {
            if (System.nanoTime() - start >= timeoutNanos) {
                return false;
            }
            thread.join(1);
        }
        return true;
    }

    void interrupt() {
        thread.interrupt();
    }
}

package io.nodev.hypervisor.sched;

import io.nodev.hypervisor.HypervisorFault;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.time.Clock;
import io.nodev.hypervisor.time.TimerQueue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A daemon thread for each domain, named after it, one for the hypervisor's own work and timers, and a watchdog.
 *
 * <p>Domains run in parallel; that a favoured one goes first is left to the host, which is asked by the thread's
 * priority. Work of the hypervisor runs beside the domains, not before each turn of theirs. The machine runs from the
 * moment a domain is added; {@link #runUntilIdle} only waits.
 *
 * <p>A turn that is overdue is reported to a {@link TurnWatch}; if it is in a hypercall, or is the hypervisor's own work,
 * it is a panic instead.
 */
public final class ThreadedScheduler implements Scheduler {
    private static final String HYPERVISOR = "hypervisor";
    private static final int PATIENCE = 4;

    private final TurnLimits limits;
    private final Activity activity = new Activity();
    private final Map<Domain, TurnThread> domains = new ConcurrentHashMap<>();
    private final Faults faults = new Faults(this::stop);
    private final HypervisorWork work;
    private final TurnThread hypervisor;
    private final Watchdog watchdog;
    private final List<Rounds> rounds = new CopyOnWriteArrayList<>();
    private volatile TurnWatch turnWatch = (domain, forNanos) -> {};
    private volatile boolean stopped;

    /** With {@link TurnLimits#DEFAULT}. */
    public ThreadedScheduler(Clock clock, TimerQueue timers) {
        this(clock, timers, TurnLimits.DEFAULT);
    }

    /** Starts the hypervisor's thread and the watchdog. */
    public ThreadedScheduler(Clock clock, TimerQueue timers, TurnLimits limits) {
        this.limits = limits;
        this.work = new HypervisorWork(clock, timers);
        this.watchdog = new Watchdog(limits.overdueNanos());
        this.hypervisor = new TurnThread(
                new TurnThread.Work(HYPERVISOR, work, work::untilTimer), limits.budget(), activity, this::workFailed);
        timers.onSchedule(hypervisor::wake);
        watchdog.add(hypervisor, forNanos -> panicOverdue(work.current(), forNanos));
        hypervisor.start();
        watchdog.start();
    }

    @Override
    public String name() {
        return "threaded";
    }

    @Override
    public void onCrash(CrashListener listener) {
        faults.onCrash(listener);
    }

    @Override
    public void onPanic(PanicListener listener) {
        faults.onPanic(listener);
    }

    /** Sets who is told of a domain's overdue turn; nobody at first. */
    public void onOverdue(TurnWatch watch) {
        this.turnWatch = watch;
    }

    /**
     * Does something again and again, in the host's time and on a thread of its own, until the machine stops.
     *
     * @param name the thread's
     * @param pauseNanos above 0; how long to wait before each time
     */
    public void repeat(String name, long pauseNanos, Runnable action) {
        Rounds added = new Rounds(name, pauseNanos, action);
        rounds.add(added);
        added.start();
        if (stopped) {
            added.stop();
        }
    }

    /**
     * The number of a domain's turn: odd while it is in one, never the same in two of its life, 0 before its first and when
     * it has no virtual CPU. From any thread, perhaps late.
     */
    public long turn(Domain domain) {
        TurnThread thread = domains.get(domain);
        return thread == null ? 0 : thread.turn();
    }

    /** Whether a number that {@link #turn} gave is that of a turn. */
    public static boolean isTurn(long turn) {
        return TurnThread.isInTurn(turn);
    }

    /**
     * Takes a turn for overdue before the watchdog does: if it has not ended, {@link #remove} does not wait for it. From any
     * thread.
     *
     * @param turn what {@link #turn} gave
     */
    public void giveUp(Domain domain, long turn) {
        TurnThread thread = domains.get(domain);
        if (thread != null && isTurn(turn)) {
            thread.isLateIn(turn);
        }
    }

    /** Looks for turns that are overdue as the watchdog does of itself, four times in the limit, at the host's time. */
    void look(long nowNanos) {
        watchdog.look(nowNanos);
    }

    @Override
    public void panic(String what, Throwable cause) {
        faults.panic(what, cause);
    }

    private void workFailed(Throwable cause) {
        faults.panic(work.current(), cause);
    }

    private void panicOverdue(String what, long forNanos) {
        faults.panic(what, new IllegalStateException("does not return: forNanos=" + forNanos));
    }

    @Override
    public void add(Domain domain, VirtualCpu cpu) {
        TurnThread thread = new TurnThread(
                TurnThread.Work.of(domain, cpu), limits.budget(), activity, cause -> crashed(domain, cause));
        if (domains.putIfAbsent(domain, thread) != null) {
            throw new IllegalArgumentException("the domain has a virtual CPU: id=" + domain.id());
        }
        if (stopped) {
            domains.remove(domain);
            return;
        }
        if (domain.isFavoured()) {
            thread.favour();
        }
        watchdog.add(thread, forNanos -> overdue(domain, forNanos));
        domain.onWake(thread::wake);
        thread.start();
        thread.wake();
    }

    /** The late end of a domain that was removed is no news, unless it is the hypervisor that failed. */
    private void crashed(Domain domain, Throwable cause) {
        TurnThread thread = domains.remove(domain);
        if (thread != null) {
            watchdog.remove(thread);
        }
        if (thread != null || cause instanceof HypervisorFault) {
            faults.crashed(domain, cause);
        }
    }

    private void overdue(Domain domain, long forNanos) {
        if (isInHypercall(domain)) {
            panicOverdue("hypercall " + domain.hypercall() + " of " + domain, forNanos);
            return;
        }
        turnWatch.overdue(domain, forNanos);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Waits for the present turn, for a quarter of the time that a turn may last, so that a hypercall that removes a hung
     * domain is not overdue itself. If it does not return, the domain's memory is taken from it, and
     * {@link Domain#turnIsLate} is noted: its thread, should it ever go on, faults at its next access and ends, and counts no
     * more towards the machine's rest. A turn that was found to be overdue is not waited for. One that is late within a hypercall is waited for as long as a turn may last, and then
     * it is a panic.
     */
    @Override
    public void remove(Domain domain) {
        TurnThread thread = domains.remove(domain);
        if (thread == null) {
            return;
        }
        watchdog.remove(thread);
        thread.stop();
        boolean ended = awaitTurnEnd(thread, thread.isLate() ? 0 : patienceNanos());
        for (int waits = 1; waits < PATIENCE && !ended && isInHypercall(domain); waits++) {
            ended = awaitTurnEnd(thread, patienceNanos());
        }
        if (!ended) {
            leaveBehind(domain, thread);
        }
    }

    private static boolean isInHypercall(Domain domain) {
        return domain.hypercall() != Domain.NO_HYPERCALL;
    }

    private void leaveBehind(Domain domain, TurnThread thread) {
        if (isInHypercall(domain)) {
            panicOverdue("hypercall " + domain.hypercall() + " of " + domain, limits.overdueNanos());
        }
        domain.memory().revoke();
        domain.turnIsLate();
        thread.leaveBehind(domain::lateTurnEnded);
    }

    private long patienceNanos() {
        return limits.overdueNanos() / PATIENCE;
    }

    private static boolean awaitTurnEnd(TurnThread thread, long timeoutNanos) {
        try {
            return thread.awaitTurnEnd(timeoutNanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Runnable addHypervisorWork(String name, VirtualCpu cpu) {
        return work.add(name, cpu, hypervisor::wake);
    }

    /** {@inheritDoc} An interrupt ends the wait as a timeout does, and stays set. */
    @Override
    public boolean runUntilIdle(long timeoutNanos) {
        long start = System.nanoTime();
        try {
            do {
                if (work.isTimerDue()) {
                    hypervisor.wake();
                }
                if (!activity.awaitNone(timeoutNanos - (System.nanoTime() - start))) {
                    return false;
                }
            } while (!isIdle());
            return !faults.hasPanicked();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Timers first: one that fires is taken out of the queue only while the hypervisor's thread is active. */
    private boolean isIdle() {
        return stopped || !work.isTimerDue() && activity.isNone();
    }

    private void stop() {
        stopped = true;
        watchdog.stop();
        rounds.forEach(Rounds::stop);
        hypervisor.stop();
        domains.values().forEach(TurnThread::stop);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Waits for turns in progress as {@link #remove} does.
     */
    @Override
    public void close() {
        stop();
        domains.keySet().forEach(this::remove);
        if (!awaitTurnEnd(hypervisor, patienceNanos())) {
            hypervisor.interrupt();
        }
    }
}

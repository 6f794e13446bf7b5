package io.nodev.hypervisor.sched;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.time.Clock;
import io.nodev.hypervisor.time.TimerQueue;
import java.util.HashMap;
import java.util.Map;

/**
 * All virtual CPUs on the thread that calls {@link #runUntilIdle}, one turn at a time, in an order that depends on
 * nothing but what the domains do.
 *
 * <p>Before each turn, timers that are due fire. Then each work of the hypervisor that is runnable has one turn before
 * the next domain has one. Domains take turns in the order in which they became runnable; one with more to do goes to the
 * back. A favoured domain that is woken overtakes all that are not; when it merely has more to do it waits in line, so it
 * starves nobody. A turn that does not return is not noticed: that takes a thread of its own.
 */
public final class CooperativeScheduler implements Scheduler {
    /** Turns between two looks at how long it has run already, each of which costs a good part of a short turn. */
    private static final int TURNS_PER_LOOK = 16;

    private final Clock clock;
    private final TimerQueue timers;
    private final int budget;
    private final Faults faults = new Faults(this::stop);

    private final Object lock = new Object();
    private final Map<Domain, Turns> domains = new HashMap<>();
    private final RunQueue hypervisorWork = new RunQueue();
    private final RunQueue favoured = new RunQueue();
    private final RunQueue ordinary = new RunQueue();
    private Thread runner;
    private Turns current;
    private int awaiting;

    /** A turn that returned and is still to be ended, so that its end and the next one's begin take the lock once. */
    private Turns returned;

    private boolean returnedMore;
    private long round = 1;
    private volatile boolean stopped;

    /** With {@link Scheduler#DEFAULT_BUDGET}. */
    public CooperativeScheduler(Clock clock, TimerQueue timers) {
        this(clock, timers, DEFAULT_BUDGET);
    }

    /**
     * @param budget above 0; given to every turn
     */
    public CooperativeScheduler(Clock clock, TimerQueue timers, int budget) {
        if (budget <= 0) {
            throw new IllegalArgumentException("a turn has something to do: budget=" + budget);
        }
        this.clock = clock;
        this.timers = timers;
        this.budget = budget;
    }

    @Override
    public String name() {
        return "cooperative";
    }

    @Override
    public void onCrash(CrashListener listener) {
        faults.onCrash(listener);
    }

    @Override
    public void onPanic(PanicListener listener) {
        faults.onPanic(listener);
    }

    @Override
    public void panic(String what, Throwable cause) {
        faults.panic(what, cause);
    }

    @Override
    public void add(Domain domain, VirtualCpu cpu) {
        Turns turns = new Turns(domain.name(), domain, cpu);
        synchronized (lock) {
            if (domains.putIfAbsent(domain, turns) != null) {
                throw new IllegalArgumentException("the domain has a virtual CPU: id=" + domain.id());
            }
        }
        domain.onWake(() -> wake(turns));
        wake(turns);
    }

    @Override
    public Runnable addHypervisorWork(String name, VirtualCpu work) {
        Turns turns = new Turns(name, Turns.NO_DOMAIN, work);
        return () -> wake(turns);
    }

    private void wake(Turns turns) {
        synchronized (lock) {
            RunQueue queue = queueOfWoken(turns);
            if (turns.removed || stopped || turns.queue == queue) {
                return;
            }
            if (turns.queue != null) {
                turns.queue.remove(turns);
            }
            queue.add(turns);
        }
    }

    private RunQueue queueOfWoken(Turns turns) {
        if (turns.domain == Turns.NO_DOMAIN) {
            return hypervisorWork;
        }
        return turns.domain.isFavoured() ? favoured : ordinary;
    }

    @Override
    public void remove(Domain domain) {
        synchronized (lock) {
            Turns turns = domains.remove(domain);
            if (turns == null) {
                return;
            }
            retire(turns);
            awaitEndOfTurn(turns);
        }
    }

    private void awaitEndOfTurn(Turns turns) {
        boolean interrupted = false;
        awaiting++;
        while (current == turns && Thread.currentThread() != runner) {
            try {
                lock.wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        awaiting--;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void retire(Turns turns) {
        turns.removed = true;
        if (turns.queue != null) {
            turns.queue.remove(turns);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if called in a turn, or while another thread runs the machine
     */
    @Override
    public boolean runUntilIdle(long timeoutNanos) {
        long start = System.nanoTime();
        enter();
        try {
            for (int turns = 1; fireAndRunNext(); turns++) {
                if (turns % TURNS_PER_LOOK == 0 && System.nanoTime() - start >= timeoutNanos) {
                    return false;
                }
            }
        } finally {
            leave();
        }
        return !faults.hasPanicked();
    }

    /**
     * Fires the timers that are due and runs the next turn.
     *
     * @return whether anything ran
     * @throws IllegalStateException if called in a turn, or while another thread runs the machine
     */
    public boolean runNextTurn() {
        enter();
        try {
            return fireAndRunNext();
        } finally {
            leave();
        }
    }

    private boolean fireAndRunNext() {
        boolean fired = fireTimers();
        Turns next = next();
        if (next != null) {
            run(next);
        }
        return fired || next != null;
    }

    private void enter() {
        synchronized (lock) {
            if (runner != null) {
                throw new IllegalStateException("the machine runs already: thread=" + runner.getName());
            }
            runner = Thread.currentThread();
        }
    }

    private void leave() {
        synchronized (lock) {
            endReturned();
            runner = null;
        }
    }

    private boolean fireTimers() {
        if (stopped || timers.nextDeadline() == TimerQueue.NEVER) {
            return false;
        }
        synchronized (lock) {
            endReturned();
        }
        try {
            return timers.fire(clock.nanos());
        } catch (Throwable fault) {
            faults.panic("a timer", fault);
            return false;
        }
    }

    /** Takes the next one out of its queue; null when nothing is runnable. */
    private Turns next() {
        synchronized (lock) {
            endReturned();
            Turns next = nextHypervisorWork();
            if (next == null) {
                round++;
                next = favoured.first() != null ? favoured.first() : ordinary.first();
            }
            if (next == null) {
                next = nextHypervisorWork();
            }
            if (next != null) {
                next.queue.remove(next);
                next.round = round;
                current = next;
            }
            return next;
        }
    }

    private Turns nextHypervisorWork() {
        Turns work = hypervisorWork.first();
        while (work != null && work.round == round) {
            work = work.after;
        }
        return work;
    }

    private void run(Turns turns) {
        try {
            returnedMore = turns.cpu.run(budget);
            returned = turns;
        } catch (Throwable fault) {
            failed(turns);
            if (turns.domain == Turns.NO_DOMAIN) {
                faults.panic(turns.name, fault);
            } else {
                faults.crashed(turns.domain, fault);
            }
        }
    }

    private void failed(Turns turns) {
        synchronized (lock) {
            tellWhoAwaits();
            domains.remove(turns.domain, turns);
            retire(turns);
        }
    }

    private void endReturned() {
        Turns turns = returned;
        if (turns == null) {
            return;
        }
        returned = null;
        tellWhoAwaits();
        if (returnedMore && turns.queue == null && !turns.removed && !stopped) {
            (turns.domain == Turns.NO_DOMAIN ? hypervisorWork : ordinary).add(turns);
        }
    }

    private void tellWhoAwaits() {
        current = null;
        if (awaiting != 0) {
            lock.notifyAll();
        }
    }

    private void stop() {
        synchronized (lock) {
            stopped = true;
            retireAll(hypervisorWork);
            retireAll(favoured);
            retireAll(ordinary);
        }
    }

    private void retireAll(RunQueue queue) {
        while (queue.first() != null) {
            retire(queue.first());
        }
    }

    @Override
    public void close() {
        stop();
    }
}

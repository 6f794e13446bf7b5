package io.nodev.hypervisor.sched;

import io.nodev.hypervisor.domain.Domain;

/**
 * Gives virtual CPUs their turns.
 *
 * <p>A domain that is favoured and becomes runnable goes before every other. An exception out of a turn is that domain's
 * crash: it is reported and the domain has no more turns; if it is a {@link io.nodev.hypervisor.HypervisorFault} it stops
 * the machine. Work of the hypervisor itself, such as a legacy machine's
 * receive queue, is a {@link VirtualCpu} too; it goes before every domain, and an exception out of it stops the machine.
 */
public interface Scheduler extends AutoCloseable {
    /** What a turn may do, unless a scheduler is made with another budget. */
    int DEFAULT_BUDGET = 64;

    /** {@code cooperative} or {@code threaded}; every figure that is quoted names it. */
    String name();

    /** Adds a domain; it has its first turn soon. */
    void add(Domain domain, VirtualCpu cpu);

    /** Sets who is told of a crash; until then it is the uncaught-exception handler of the turn's thread. */
    void onCrash(CrashListener listener);

    /** Sets who is told of a panic; until then it is the uncaught-exception handler of the thread that found it. */
    void onPanic(PanicListener listener);

    /**
     * Stops the machine because the hypervisor failed: no virtual CPU starts a turn any more, then the listener is told.
     * From any thread; only the first time counts.
     *
     * @param what the work that failed, as a phrase
     */
    void panic(String what, Throwable cause);

    /**
     * Takes a domain away. When this returns it is in no turn, unless the caller is that turn, or {@link Domain#isTurnLate}
     * says so.
     */
    void remove(Domain domain);

    /**
     * Adds work of the hypervisor itself.
     *
     * @return what makes it run soon; from any thread
     */
    Runnable addHypervisorWork(String name, VirtualCpu work);

    /**
     * Lets the machine run until nothing is runnable. Timers that are due by the machine's clock fire; time itself is
     * not moved.
     *
     * @param timeoutNanos how long to let it run at most
     * @return whether the machine came to rest in time; never after a panic
     */
    boolean runUntilIdle(long timeoutNanos);

    /** Stops every virtual CPU; none has a turn afterwards. */
    @Override
    void close();
}

package io.nodev.legacy.work;

import io.nodev.hypervisor.HypervisorFault;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one at a time who works on one half of the hypervisor, such as a machine's network. Whoever has work leaves a mark and asks for it to be done: if nobody
 * is inside, it does the work itself and returns when there is no more; if somebody is, that one will see the mark. So
 * nobody waits, and on a machine with one thread every hypercall is done when it returns, as in 2004. Only control
 * operations, which need an answer, wait until they are alone.
 *
 * <p>Ordering: entering acquires what leaving released, so the state inside needs no other care. A request that finds
 * somebody inside changes RUNNING to PENDING, and only RUNNING can be left, so no mark is overlooked.
 */
public final class SharedWork {
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int PENDING = 2;
    private static final int FAILED = 3;

    private static final int MOST_ROUNDS = 16;

    private final String name;
    private final int mostRounds;
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final Round round;
    private volatile Runnable handOver = () -> {};

    /** One round of work. */
    @FunctionalInterface
    public interface Round {
        /** Does what is marked; returns whether something is left over. */
        boolean run();
    }

    /**
     * Nobody is inside, nothing is marked. A stay has 16 rounds at most.
     *
     * @param name what is worked on, as a phrase for who reads of a failure
     */
    public SharedWork(String name, Round round) {
        this(name, MOST_ROUNDS, round);
    }

    /**
     * Nobody is inside, nothing is marked.
     *
     * @param name what is worked on, as a phrase for who reads of a failure
     * @param mostRounds after so many, 1 or more, what is left over or asked for meanwhile is the hypervisor's own turn's
     */
    public SharedWork(String name, int mostRounds, Round round) {
        this.name = name;
        this.mostRounds = mostRounds;
        this.round = round;
    }

    /** Sets what makes the hypervisor have a turn of its own soon, in which it calls {@link #request}. */
    public void onHandOver(Runnable soon) {
        handOver = soon;
    }

    /** Has what was marked done, by this thread or by the one that is inside. Never waits. */
    public void request() {
        while (true) {
            switch (state.get()) {
                case IDLE -> {
                    if (tryEnter()) {
                        leave();
                        return;
                    }
                }
                case RUNNING -> {
                    if (state.compareAndSet(RUNNING, PENDING)) {
                        return;
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    /** Enters if nobody is inside; then {@link #leave} must follow. */
    public boolean tryEnter() {
        return state.compareAndSet(IDLE, RUNNING);
    }

    /** Enters, if need be when whoever is inside has left; then {@link #leave} must follow. Control operations only. */
    public void enter() {
        while (!tryEnter()) {
            if (state.get() == FAILED) {
                throw new HypervisorFault(name, new IllegalStateException("it has failed already"));
            }
            Thread.yield();
        }
    }

    /** Does everything that is marked, then leaves. What was asked for before a round is done by that round. */
    public void leave() {
        for (int rounds = 0; rounds < mostRounds; rounds++) {
            if (!oneRound() && state.compareAndSet(RUNNING, IDLE)) {
                return;
            }
            state.set(RUNNING);
        }
        state.set(IDLE);
        handOver.run();
    }

    private boolean oneRound() {
        try {
            return round.run();
        } catch (RuntimeException | Error fault) {
            throw failed(fault);
        }
    }

    /** Ends all work for good: whoever is inside got this out of it. The result is to be thrown; it stops the machine. */
    public HypervisorFault failed(Throwable fault) {
        state.set(FAILED);
        return fault instanceof HypervisorFault known ? known : new HypervisorFault(name, fault);
    }
}

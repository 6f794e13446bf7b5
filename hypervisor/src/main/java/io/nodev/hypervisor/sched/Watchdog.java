package io.nodev.hypervisor.sched;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/**
 * Looks at the threads' turn numbers now and then: one that is odd and stays the same is a turn that does not return. So
 * a turn itself reads no clock.
 */
final class Watchdog {
    private static final int LOOKS = 4;

    private final long overdueNanos;
    private final List<Watched> threads = new CopyOnWriteArrayList<>();
    private final Rounds rounds;

    private static final class Watched {
        private final TurnThread thread;
        private final LongConsumer onOverdue;
        private long turn;
        private long sinceNanos;
        private boolean reported;

        Watched(TurnThread thread, LongConsumer onOverdue) {
            this.thread = thread;
            this.onOverdue = onOverdue;
        }

        void look(long nowNanos, long overdueNanos) {
            long seen = thread.turn();
            if (seen != turn || !TurnThread.isInTurn(seen)) {
                turn = seen;
                sinceNanos = nowNanos;
                reported = false;
            } else if (!reported && nowNanos - sinceNanos >= overdueNanos) {
                reported = true;
                thread.isLateIn(seen);
                onOverdue.accept(nowNanos - sinceNanos);
            }
        }
    }

    Watchdog(long overdueNanos) {
        this.overdueNanos = overdueNanos;
        this.rounds = new Rounds("watchdog", Math.max(1, overdueNanos / LOOKS), () -> look(System.nanoTime()));
    }

    void start() {
        rounds.start();
    }

    /** From any thread, its own included. */
    void stop() {
        rounds.stop();
    }

    /**
     * @param onOverdue told, once a turn and on the watchdog's thread, for how long it has lasted
     */
    void add(TurnThread turns, LongConsumer onOverdue) {
        threads.add(new Watched(turns, onOverdue));
    }

    void remove(TurnThread turns) {
        threads.removeIf(watched -> watched.thread == turns);
    }

    /** Takes the time as given; by one thread at a time. */
    void look(long nowNanos) {
        threads.forEach(watched -> watched.look(nowNanos, overdueNanos));
    }
}

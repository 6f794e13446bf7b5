package io.nodev.devdomain;

import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** The guest of a device domain, through which a test makes the domain crash or hang in its next turn. */
final class Saboteur implements Guest {
    private static final long PAUSE_NANOS = 100_000;

    private volatile boolean crash;
    private volatile CountDownLatch hang;
    private volatile boolean hanging;
    private final AtomicReference<Throwable> unmakeable = new AtomicReference<>();
    private final AtomicReference<Runnable> onMade = new AtomicReference<>(() -> {});

    /** What a machine asks for this guest. */
    Saboteur made() {
        onMade.getAndSet(() -> {}).run();
        Throwable cause = unmakeable.getAndSet(null);
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
        return this;
    }

    /** The next one that is asked for cannot be made, because of an unchecked exception or an error. */
    void failToBeMade(Throwable cause) {
        unmakeable.set(cause);
    }

    /** Sets what is done once, when the next one is asked for. */
    void whenMade(Runnable action) {
        onMade.set(action);
    }

    /** It crashes when it next has a turn, or at the end of one in which it hangs. */
    void crash() {
        crash = true;
    }

    /** Returns what lets the domain go on. */
    CountDownLatch hang() {
        CountDownLatch end = new CountDownLatch(1);
        hanging = false;
        hang = end;
        return end;
    }

    /** Whether it was told to crash and has not yet. */
    boolean isToCrash() {
        return crash;
    }

    boolean isHanging() {
        return hanging;
    }

    @Override
    public void start(GuestEnvironment environment) {}

    @Override
    public boolean run(int budget) {
        crashIfTold();
        hangIfTold();
        crashIfTold();
        return false;
    }

    private void crashIfTold() {
        if (crash) {
            crash = false;
            throw new IllegalStateException("sabotage");
        }
    }

    private void hangIfTold() {
        CountDownLatch end = hang;
        if (end != null) {
            hang = null;
            hanging = true;
            while (end.getCount() != 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}

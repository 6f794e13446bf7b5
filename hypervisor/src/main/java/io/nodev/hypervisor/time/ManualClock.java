package io.nodev.hypervisor.time;

import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves only when told to. */
public final class ManualClock implements Clock {
    private final AtomicLong now;

    /** Starts at a time since boot, in nanoseconds. */
    public ManualClock(long startNanos) {
        this.now = new AtomicLong(startNanos);
    }

    @Override
    public long nanos() {
        return now.get();
    }

    /**
     * Moves on.
     *
     * @param nanos 0 or more
     */
    public void advance(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("time does not go back: nanos=" + nanos);
        }
        now.addAndGet(nanos);
    }

    /** Moves on to a time, or stays if it is past already. */
    public void advanceTo(long nanos) {
        now.accumulateAndGet(nanos, Math::max);
    }
}

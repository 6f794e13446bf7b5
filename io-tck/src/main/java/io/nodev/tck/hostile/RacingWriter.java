package io.nodev.tck.hostile;

import io.nodev.common.stats.Counter;
import io.nodev.hypervisor.memory.Memory;
import io.nodev.hypervisor.memory.PageFaultException;
import io.nodev.tck.harness.SharedField;
import java.util.concurrent.locks.LockSupport;

/** A second processor of the hostile guest: writes two values to one field in turn, as fast as it can, until told to end or tired. */
final class RacingWriter implements AutoCloseable {
    private final Memory memory;
    private final Thread thread;
    /** Pairs of values in one race: a guest that never stopped would rightly be served for ever. */
    private static final int PAIRS = 20_000;

    /** How often, and for how long each time, to wait for the host to let the second processor run. */
    private static final int WAITS = 400;

    private static final long WAIT_NANOS = 50_000;

    private volatile Race race;
    private volatile boolean busy;
    private volatile boolean closed;
    private final Counter writes = new Counter();

    /** What is written where. */
    record Race(SharedField field, int element, int one, int other) {}

    RacingWriter(Memory memory) {
        this.memory = memory;
        this.thread = new Thread(this::live, "racing-writer");
        thread.setDaemon(true);
        thread.start();
    }

    private void live() {
        Race last = null;
        int pairs = 0;
        while (!closed) {
            busy = true;
            Race now = race;
            pairs = now == last ? pairs : 0;
            last = now;
            if (now == null || pairs == PAIRS) {
                busy = false;
                LockSupport.park(this);
            } else {
                write(now);
                pairs++;
            }
        }
        busy = false;
    }

    /** The guest may have lost the page by a lie of its own; then there is nothing to race for. */
    private void write(Race now) {
        try {
            now.field().write(memory, now.element(), now.other());
            now.field().write(memory, now.element(), now.one());
            writes.increment();
        } catch (PageFaultException e) {
            race = null;
        }
    }

    /** Starts; from now on the field is either value at any time. */
    void start(Race wanted) {
        long before = writes.get();
        race = wanted;
        LockSupport.unpark(thread);
        for (int waits = 0; writes.get() == before && waits < WAITS; waits++) {
            LockSupport.parkNanos(this, WAIT_NANOS);
        }
    }

    /** Ends; when this returns the field has its one value. */
    void stop() {
        race = null;
        while (busy && thread.isAlive()) {
            Thread.onSpinWait();
        }
    }

    /** How often a pair of values was written. */
    long writes() {
        return writes.get();
    }

    @Override
    public void close() {
        stop();
        closed = true;
        LockSupport.unpark(thread);
    }
}

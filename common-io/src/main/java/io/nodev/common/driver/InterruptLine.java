package io.nodev.common.driver;

import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls the owner once when there is something to poll, and not again before the owner armed it. No call is lost: who adds
 * an event makes it visible and then looks whether the line is armed; who arms the line looks for events afterwards. Both
 * pass a full fence in between, so one of them sees the other.
 */
public final class InterruptLine {
    private static final Runnable NOBODY = () -> {};

    private final AtomicBoolean armed = new AtomicBoolean(true);
    private volatile Runnable handler = NOBODY;

    /** A line that calls nobody. */
    public InterruptLine() {}

    /** Sets whom to call, and arms the line; the caller looks for events next. */
    public void connect(Runnable handler) {
        this.handler = Objects.requireNonNull(handler, "handler");
        arm();
    }

    /** Arms the line; the caller looks for events next. */
    public void arm() {
        armed.set(true);
        VarHandle.fullFence();
    }

    /** Says that an event was added. Any thread. */
    public void raise() {
        VarHandle.fullFence();
        if (armed.get() && armed.compareAndSet(true, false)) {
            handler.run();
        }
    }
}

package io.nodev.common.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A count with one writer and any number of readers. A reader never sees a torn value and may see an old one. */
public final class Counter {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long value;

    /** Counts one more. The writer's. */
    public void increment() {
        add(1);
    }

    /** Counts {@code amount} more. The writer's. */
    public void add(long amount) {
        VALUE.setOpaque(this, value + amount);
    }

    /** The count. Anyone's. */
    public long get() {
        return (long) VALUE.getOpaque(this);
    }
}

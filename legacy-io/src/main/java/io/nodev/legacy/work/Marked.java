package io.nodev.legacy.work;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What can be on a list of {@link Marks}, on one at a time.
 *
 * @param <T> the class itself
 */
public abstract class Marked<T extends Marked<T>> {
    /** Whether it is on the list. */
    final AtomicBoolean marked = new AtomicBoolean();

    /** The next on the list. */
    T nextMarked;

    /** On no list yet. */
    protected Marked() {}
}

package io.nodev.legacy.work;

import java.util.concurrent.atomic.AtomicReference;

/**
 * What somebody wants looked at. Any thread marks, whoever does the work takes; nobody waits, and what is marked
 * already costs nothing.
 *
 * <p>Ordering: what was done before something was marked is seen by whoever takes it. Marks are a stack through the marked
 * themselves, taken as a whole and turned round, so that they come in the order of their marks.
 *
 * @param <T> what is marked
 */
public final class Marks<T extends Marked<T>> {
    private final AtomicReference<T> top = new AtomicReference<>();
    private T taken;

    /** Nothing is marked. */
    public Marks() {}

    /** Marks one. Any thread. */
    public void mark(T item) {
        if (!item.marked.compareAndSet(false, true)) {
            return;
        }
        T below;
        do {
            below = top.get();
            item.nextMarked = below;
        } while (!top.compareAndSet(below, item));
    }

    /**
     * Takes what is marked; {@link #next} then yields it. It may be marked again as soon as it was yielded.
     */
    public void takeAll() {
        T item = top.getAndSet(null);
        while (item != null) {
            T below = item.nextMarked;
            item.nextMarked = taken;
            taken = item;
            item = below;
        }
    }

    /** The next of those taken, or null; its mark is gone. */
    public T next() {
        T item = taken;
        if (item != null) {
            taken = item.nextMarked;
            item.nextMarked = null;
            item.marked.set(false);
        }
        return item;
    }

    /** Whether nothing is marked that was not taken. */
    public boolean isEmpty() {
        return top.get() == null;
    }
}

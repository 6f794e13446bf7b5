package io.nodev.legacy.vif;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The vifs that somebody wants looked at. Any thread marks, whoever works on the network takes; nobody waits, and a vif
 * that is marked already costs nothing.
 *
 * <p>Ordering: what was done before a vif was marked is seen by whoever takes it. Marks are a stack through the vifs
 * themselves, taken as a whole and turned round, so that vifs come in the order of their marks.
 */
final class MarkedVifs {
    private final AtomicReference<Vif> top = new AtomicReference<>();
    private Vif taken;

    /** Marks a vif. Any thread. */
    void mark(Vif vif) {
        if (!vif.marked.compareAndSet(false, true)) {
            return;
        }
        Vif below;
        do {
            below = top.get();
            vif.nextMarked = below;
        } while (!top.compareAndSet(below, vif));
    }

    /**
     * Takes the marked vifs; {@link #next} then yields them. A vif may be marked again as soon as it was yielded.
     */
    void takeAll() {
        Vif vif = top.getAndSet(null);
        while (vif != null) {
            Vif below = vif.nextMarked;
            vif.nextMarked = taken;
            taken = vif;
            vif = below;
        }
    }

    /** The next of the vifs taken, or null; its mark is gone. */
    Vif next() {
        Vif vif = taken;
        if (vif != null) {
            taken = vif.nextMarked;
            vif.nextMarked = null;
            vif.marked.set(false);
        }
        return vif;
    }

    boolean isEmpty() {
        return top.get() == null;
    }
}

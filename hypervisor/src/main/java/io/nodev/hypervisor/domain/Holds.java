package io.nodev.hypervisor.domain;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Uses of a domain's shared pages by others that are under way, such as the delivery of an event. No lock: a use is
 * counted in and out, and the end of the domain waits until the last one is out.
 */
final class Holds {
    private static final int CLOSED = Integer.MIN_VALUE;

    private final AtomicInteger state = new AtomicInteger();

    /** Counts a use in; false once the domain is gone. */
    boolean take() {
        if (state.incrementAndGet() > 0) {
            return true;
        }
        state.decrementAndGet();
        return false;
    }

    void drop() {
        state.decrementAndGet();
    }

    /** Lets no more uses in and waits for those that are in; each is a few instructions long. */
    void close() {
        state.getAndUpdate(uses -> uses | CLOSED);
        while (state.get() != CLOSED) {
            Thread.yield();
        }
    }
}

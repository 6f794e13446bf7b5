package io.nodev.devdomain.netback;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.hypercall.HypercallNumber;

/**
 * The domain's only timer, set to the earliest time at which an interface of a backend gets credit. An unprivileged
 * domain has no other. Nothing is bound and nothing is set before the first limit.
 */
final class CreditTimer {
    /** No time at all. */
    static final long NEVER = Long.MAX_VALUE;

    private final GuestKernel kernel;
    private final Runnable onExpiry;
    private long setTo = NEVER;
    private boolean bound;

    CreditTimer(GuestKernel kernel, Runnable onExpiry) {
        this.kernel = kernel;
        this.onExpiry = onExpiry;
    }

    /** Gets the timer's interrupt; returns whether the domain had a port left for it. */
    boolean bind() {
        bound = bound || kernel.bindVirq(Virq.TIMER, this::expired) >= 0;
        return bound;
    }

    private void expired() {
        setTo = NEVER;
        onExpiry.run();
    }

    /** Makes the timer expire at a time, or before; in nanoseconds since boot. */
    void expireBy(long deadline) {
        if (deadline < setTo) {
            setTo = deadline;
            kernel.gate().call(HypercallNumber.SET_TIMER_OP, (int) (deadline >>> 32), (int) deadline, 0);
        }
    }
}

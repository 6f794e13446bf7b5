package io.nodev.hypervisor.sched;

import io.nodev.hypervisor.domain.Domain;

/** Is told that a domain crashed: an exception came out of its turn. */
@FunctionalInterface
public interface CrashListener {
    /**
     * Called on the thread of the turn, once that is over; the domain has no more turns. May destroy the domain. An
     * exception out of here stops the machine.
     *
     * @param cause what came out of the turn
     */
    void crashed(Domain domain, Throwable cause);
}

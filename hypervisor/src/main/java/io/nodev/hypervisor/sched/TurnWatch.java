package io.nodev.hypervisor.sched;

import io.nodev.hypervisor.domain.Domain;

/** Is told of a domain whose turn does not return, such as that of a hung driver. */
@FunctionalInterface
public interface TurnWatch {
    /**
     * Called once for each such turn, on the watchdog's thread; the turn goes on.
     *
     * @param forNanos how long it has been seen in that turn
     */
    void overdue(Domain domain, long forNanos);
}

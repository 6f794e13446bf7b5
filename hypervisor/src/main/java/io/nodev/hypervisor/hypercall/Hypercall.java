package io.nodev.hypervisor.hypercall;

import io.nodev.hypervisor.Errno;
import io.nodev.hypervisor.domain.Domain;

/** What answers one hypercall number. */
@FunctionalInterface
public interface Hypercall {
    /** Answers -ENOSYS, whatever the arguments, without looking at them. */
    Hypercall NOT_IMPLEMENTED = (caller, a1, a2, a3) -> -Errno.ENOSYS;

    /**
     * Runs on the caller's thread.
     *
     * @return the result; a negated {@link Errno} when it fails
     */
    int call(Domain caller, int a1, int a2, int a3);
}

package io.nodev.hypervisor;

/**
 * The hypervisor's own code failed while it served a domain. Not that domain's crash: it stops the machine.
 *
 * <p>An {@link Error}, so that no guest takes it for a failure of its own.
 */
public final class HypervisorFault extends Error {
    private static final long serialVersionUID = 1L;

    /** What the hypervisor was doing, and what went wrong. */
    public HypervisorFault(String doing, Throwable cause) {
        super(doing, cause);
    }
}

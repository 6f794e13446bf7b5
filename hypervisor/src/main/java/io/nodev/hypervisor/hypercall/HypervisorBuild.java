package io.nodev.hypervisor.hypercall;

/** How the hypervisor was built, as far as a domain can tell. */
public enum HypervisorBuild {
    /** {@code console_write} only warns. */
    PRODUCTION,
    /** {@code console_write} prints. */
    DEBUG
}

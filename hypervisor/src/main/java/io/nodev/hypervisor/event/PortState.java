package io.nodev.hypervisor.event;

/** States of a port, with the numbers that the status command reports. */
public enum PortState {
    /** Not in use; reported as closed. */
    FREE(0),
    /** Allocated, waiting for a domain to bind to it. */
    UNBOUND(1),
    /** One end of a channel between two ports. */
    INTERDOMAIN(2),
    /** Bound to a physical interrupt; never in our machines. */
    PIRQ(3),
    /** Bound to a virtual interrupt. */
    VIRQ(4);

    private final int code;

    PortState(int code) {
        this.code = code;
    }

    /** The number reported for it. */
    public int code() {
        return code;
    }
}

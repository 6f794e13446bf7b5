package io.nodev.hypervisor.event;

/**
 * What a port is bound to.
 *
 * @param state its state
 * @param domain the peer's domain, or for an unbound port the domain it waits for; otherwise 0
 * @param detail the peer's port, or the virtual interrupt; otherwise 0
 */
public record PortStatus(PortState state, int domain, int detail) {
    static final PortStatus FREE = new PortStatus(PortState.FREE, 0, 0);

    static PortStatus unbound(int domain) {
        return new PortStatus(PortState.UNBOUND, domain, 0);
    }

    static PortStatus interdomain(int domain, int port) {
        return new PortStatus(PortState.INTERDOMAIN, domain, port);
    }

    static PortStatus virq(int virq) {
        return new PortStatus(PortState.VIRQ, 0, virq);
    }
}

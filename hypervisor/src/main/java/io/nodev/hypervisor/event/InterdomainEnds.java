package io.nodev.hypervisor.event;

import io.nodev.hypervisor.domain.Domain;

/** The two ends of a channel to be bound: domains as asked for, ports as asked for and then as bound. */
public final class InterdomainEnds {
    private final int firstDomain;
    private final int secondDomain;
    private int firstPort;
    private int secondPort;

    /** Two domains; ports are chosen when bound. */
    public InterdomainEnds(int firstDomain, int secondDomain) {
        this.firstDomain = firstDomain;
        this.secondDomain = secondDomain;
    }

    /** Asks for particular ports; 0 leaves the choice open. */
    public InterdomainEnds onPorts(int first, int second) {
        this.firstPort = first;
        this.secondPort = second;
        return this;
    }

    /** The first domain, perhaps {@link Domain#SELF}. */
    public int firstDomain() {
        return firstDomain;
    }

    /** The second domain, perhaps {@link Domain#SELF}. */
    public int secondDomain() {
        return secondDomain;
    }

    /** The first end's port. */
    public int firstPort() {
        return firstPort;
    }

    /** The second end's port. */
    public int secondPort() {
        return secondPort;
    }

    boolean firstIs(int caller) {
        return firstDomain == Domain.SELF || firstDomain == caller;
    }
}

package io.nodev.hypervisor.sched;

import io.nodev.hypervisor.domain.Domain;

/** A virtual CPU as the cooperative scheduler keeps it: a link of at most one {@link RunQueue}. */
final class Turns {
    /** What work of the hypervisor has for a domain. */
    static final Domain NO_DOMAIN = null;

    final String name;
    final Domain domain;
    final VirtualCpu cpu;

    RunQueue queue;
    Turns before;
    Turns after;
    boolean removed;

    /** The round of hypervisor work in which this last had a turn. */
    long round;

    Turns(String name, Domain domain, VirtualCpu cpu) {
        this.name = name;
        this.domain = domain;
        this.cpu = cpu;
    }
}

package io.nodev.hypervisor.hypercall;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.MemoryLayout;
import io.nodev.hypervisor.memory.AddressSpace;

/**
 * All that code inside a domain has of the machine: its own memory and the hypercalls. Used on the domain's own thread.
 */
public final class HypercallGate {
    private final Domain domain;
    private final HypercallTable table;

    /** The door of one domain. */
    public HypercallGate(Domain domain, HypercallTable table) {
        this.domain = domain;
        this.table = table;
    }

    /** The domain's own id. */
    public int domain() {
        return domain.id();
    }

    /** The domain's own name. */
    public String name() {
        return domain.name();
    }

    /** Whether the domain may act on others. */
    public boolean isPrivileged() {
        return domain.isPrivileged();
    }

    /**
     * Whether the domain was not killed yet. One that is runs to the end of its turn, but every hypercall fails; so nothing
     * may be told to others after this is false.
     */
    public boolean isAlive() {
        return domain.isAlive();
    }

    /** Where things lie in the domain's memory. */
    public MemoryLayout layout() {
        return domain.layout();
    }

    /** The domain's memory. */
    public AddressSpace memory() {
        return domain.memory();
    }

    /** Makes a hypercall with one argument. */
    public int call(int number, int a1) {
        return table.call(domain, number, a1, 0, 0);
    }

    /** Makes a hypercall. */
    public int call(int number, int a1, int a2, int a3) {
        return table.call(domain, number, a1, a2, a3);
    }
}

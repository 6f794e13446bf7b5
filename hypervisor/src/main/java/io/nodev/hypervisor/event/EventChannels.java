package io.nodev.hypervisor.event;

import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOSPC;
import static io.nodev.hypervisor.Errno.EPERM;
import static io.nodev.hypervisor.Errno.ESRCH;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.MachineMemory;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Every domain's event ports and what they are bound to.
 *
 * <p>Commands return a port or 0 when they succeed and a negated error number when not, and change nothing then. A
 * failing command checks in the order: caller's privilege, domains, ports. Source: xen/common/event_channel.c at
 * 5c70ae783d.
 */
public final class EventChannels {
    /** Ports of a domain; port 0 is never free. */
    public static final int MAX_PORTS = PortTable.MAX_PORTS;

    private final EventBits bits;
    private final AtomicReferenceArray<PortTable> tables = new AtomicReferenceArray<>(Domain.MAX_ID + 1);

    /** For the domains of one machine. */
    public EventChannels(MachineMemory memory) {
        this.bits = new EventBits(memory);
    }

    /** Gives a new domain its ports: port 0 bound to {@link Virq#MISDIRECT}, all others free. */
    public void register(Domain domain) {
        tables.set(domain.id(), new PortTable(domain));
    }

    private PortTable table(int domain) {
        return domain >= 0 && domain <= Domain.MAX_ID ? tables.get(domain) : null;
    }

    /** The ports of this very domain, not of a later one with its id; null once it is dead. */
    private PortTable tableOf(Domain domain) {
        PortTable table = tables.get(domain.id());
        return table != null && table.domain() == domain ? table : null;
    }

    private PortTable table(int domain, Domain caller) {
        return table(domain == Domain.SELF ? caller.id() : domain);
    }

    /**
     * Allocates a port of the caller that waits for {@code remote} to bind to it.
     *
     * @return the port; -ESRCH if the caller is dead, -ENOSPC when all ports are taken
     */
    public synchronized int allocUnbound(Domain caller, int remote) {
        PortTable table = tableOf(caller);
        if (table == null) {
            return -ESRCH;
        }
        int port = table.free();
        if (port < 0) {
            return -ENOSPC;
        }
        table.set(port, PortStatus.unbound(remote == Domain.SELF ? caller.id() : remote));
        return port;
    }

    /**
     * Binds a virtual interrupt to a port of the caller; bound already, its port is returned again.
     *
     * @return the port; -EINVAL for an unknown interrupt, -ENOSPC when all ports are taken
     */
    public synchronized int bindVirq(Domain caller, int virq) {
        if (virq < 0 || virq >= Virq.COUNT) {
            return -EINVAL;
        }
        PortTable table = tableOf(caller);
        if (table == null) {
            return -ESRCH;
        }
        if (virq == Virq.MISDIRECT || table.virqPort(virq) != 0) {
            return table.virqPort(virq);
        }
        int port = table.free();
        if (port < 0) {
            return -ENOSPC;
        }
        table.set(port, PortStatus.virq(virq));
        table.setVirqPort(virq, port);
        return port;
    }

    /**
     * Binds two ports to each other and makes both pending once. A port given as 0 is chosen here. An unprivileged
     * caller may bind only its own port, to one that already waits for it.
     *
     * @return 0 with {@code ends} filled in; -EPERM, -ESRCH, -EINVAL for ports that do not match, -ENOSPC
     */
    public synchronized int bindInterdomain(Domain caller, InterdomainEnds ends) {
        if (!caller.isPrivileged() && !ends.firstIs(caller.id())) {
            return -EPERM;
        }
        PortTable first = table(ends.firstDomain(), caller);
        PortTable second = table(ends.secondDomain(), caller);
        if (first == null || second == null) {
            return -ESRCH;
        }
        return new InterdomainBinding(first, second, caller, bits).bind(ends);
    }

    /**
     * Frees a port; the other end of a channel becomes unbound and waits for this domain again. Nobody is notified.
     *
     * @return 0; -EPERM for another's port without privilege, -ESRCH, -EINVAL for port 0, a free or an impossible one
     */
    public synchronized int close(Domain caller, int domain, int port) {
        if (domain != Domain.SELF && domain != caller.id() && !caller.isPrivileged()) {
            return -EPERM;
        }
        PortTable table = table(domain, caller);
        if (table == null) {
            return -ESRCH;
        }
        if (port == 0 || table.get(port).state() == PortState.FREE) {
            return -EINVAL;
        }
        close(table, port);
        return 0;
    }

    private void close(PortTable table, int port) {
        PortStatus status = table.get(port);
        if (status.state() == PortState.VIRQ) {
            table.setVirqPort(status.detail(), 0);
        }
        if (status.state() == PortState.INTERDOMAIN) {
            PortTable peer = table(status.domain());
            peer.set(status.detail(), PortStatus.unbound(table.domain().id()));
        }
        table.set(port, PortStatus.FREE);
        bits.clear(table.domain(), port);
    }

    /** Closes every port of a dying domain, from port 1 on. */
    public synchronized void closeAll(Domain domain) {
        PortTable table = tableOf(domain);
        if (table == null) {
            return;
        }
        for (int port = 1; port < table.size(); port++) {
            if (table.get(port).state() != PortState.FREE) {
                close(table, port);
            }
        }
        tables.set(domain.id(), null);
    }

    /**
     * Makes the other end of a channel pending.
     *
     * @return 0; -EINVAL unless the port is one end of a channel
     */
    public int send(Domain caller, int port) {
        PortTable table = tableOf(caller);
        PortStatus status = table == null ? PortStatus.FREE : table.get(port);
        if (status.state() != PortState.INTERDOMAIN) {
            return -EINVAL;
        }
        PortTable peer = table(status.domain());
        if (peer != null) {
            deliver(peer.domain(), status.detail());
        }
        return 0;
    }

    /** Makes the port of a virtual interrupt pending, if the domain bound one. From any thread. */
    public void raise(Domain domain, int virq) {
        PortTable table = tableOf(domain);
        int port = table == null ? 0 : table.virqPort(virq);
        if (port != 0) {
            deliver(domain, port);
        }
    }

    /** The bits lie in a page of the domain, which it must not lose meanwhile. */
    private void deliver(Domain domain, int port) {
        if (domain.hold()) {
            try {
                bits.deliver(domain, port);
            } finally {
                domain.release();
            }
        }
    }

    /** The status of any domain's port; free where there is none. */
    public PortStatus status(int domain, int port) {
        PortTable table = table(domain);
        return table == null ? PortStatus.FREE : table.get(port);
    }
}

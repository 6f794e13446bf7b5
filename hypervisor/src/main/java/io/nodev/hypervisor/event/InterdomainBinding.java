package io.nodev.hypervisor.event;

import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOSPC;
import static io.nodev.hypervisor.Errno.EPERM;

import io.nodev.hypervisor.domain.Domain;

/** One attempt to bind two ports to each other, made under the lock of {@link EventChannels}. */
final class InterdomainBinding {
    private static final int ANY = 0;

    private final PortTable first;
    private final PortTable second;
    private final Domain caller;
    private final EventBits bits;

    InterdomainBinding(PortTable first, PortTable second, Domain caller, EventBits bits) {
        this.first = first;
        this.second = second;
        this.caller = caller;
        this.bits = bits;
    }

    int bind(InterdomainEnds ends) {
        int port1 = ends.firstPort();
        int port2 = ends.secondPort();
        if (isOutside(port1) || isOutside(port2) || first == second && port1 == port2 && port1 != ANY) {
            return -EINVAL;
        }
        PortStatus status1 = status(first, port1);
        PortStatus status2 = status(second, port2);
        if (status1.state() == PortState.INTERDOMAIN) {
            return isBoundTo(status1, second, port2) ? answer(ends, port1, status1.detail()) : -EINVAL;
        }
        if (status2.state() == PortState.INTERDOMAIN) {
            return isBoundTo(status2, first, port1) ? answer(ends, status2.detail(), port2) : -EINVAL;
        }
        if (!isOpenFor(status1, second) || !isOpenFor(status2, first)) {
            return -EINVAL;
        }
        if (!caller.isPrivileged() && status2.state() != PortState.UNBOUND) {
            return -EPERM;
        }
        return join(ends);
    }

    private static boolean isOutside(int port) {
        return port < 0 || port >= PortTable.MAX_PORTS;
    }

    private static PortStatus status(PortTable table, int port) {
        return port == ANY ? PortStatus.FREE : table.get(port);
    }

    /** Bound to just this peer is success with the ports it has; bound elsewhere is a mismatch. */
    private static boolean isBoundTo(PortStatus status, PortTable peer, int peerPort) {
        return status.domain() == peer.domain().id() && (peerPort == ANY || peerPort == status.detail());
    }

    private static boolean isOpenFor(PortStatus status, PortTable peer) {
        return status.state() == PortState.FREE
                || status.state() == PortState.UNBOUND
                        && status.domain() == peer.domain().id();
    }

    private int join(InterdomainEnds ends) {
        if (!canBeChosen(first, ends.firstPort()) || !canBeChosen(second, ends.secondPort())) {
            return -EINVAL;
        }
        int port1 = choose(first, ends.firstPort(), first == second ? ends.secondPort() : ANY);
        int port2 = choose(second, ends.secondPort(), first == second ? port1 : ANY);
        if (port1 < 0 || port2 < 0) {
            return -ENOSPC;
        }
        first.set(port1, PortStatus.interdomain(second.domain().id(), port2));
        second.set(port2, PortStatus.interdomain(first.domain().id(), port1));
        bits.deliver(first.domain(), port1);
        bits.deliver(second.domain(), port2);
        return answer(ends, port1, port2);
    }

    /** A given port must lie in the table as it is. */
    private static boolean canBeChosen(PortTable table, int port) {
        return port < table.size();
    }

    /** A given port, or the lowest free one but for {@code taken}, which the other end of the same domain has. */
    private static int choose(PortTable table, int wanted, int taken) {
        return wanted == ANY ? table.free(taken) : wanted;
    }

    private static int answer(InterdomainEnds ends, int port1, int port2) {
        ends.onPorts(port1, port2);
        return 0;
    }
}

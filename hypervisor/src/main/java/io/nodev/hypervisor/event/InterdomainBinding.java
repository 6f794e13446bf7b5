package io.nodev.hypervisor.event;

import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOSPC;
import static io.nodev.hypervisor.Errno.EPERM;

import io.nodev.hypervisor.domain.Domain;

/** One attempt to bind two ports to each other, made under the lock of {@link EventChannels}. */
final class InterdomainBinding {
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
        if (isOutside(port1) || isOutside(port2)) {
            return -EINVAL;
        }
        PortStatus status1 = port1 == 0 ? PortStatus.FREE : first.get(port1);
        PortStatus status2 = port2 == 0 ? PortStatus.FREE : second.get(port2);
        if (status1.state() == PortState.INTERDOMAIN) {
            return alreadyBound(ends, status1);
        }
        if (!isOpenFor(status1, second) || !isOpenFor(status2, first)) {
            return -EINVAL;
        }
        if (!caller.isPrivileged() && status2.state() != PortState.UNBOUND) {
            return -EPERM;
        }
        return join(ends, port1, port2);
    }

    private static boolean isOutside(int port) {
        return port < 0 || port >= PortTable.MAX_PORTS;
    }

    /** Bound to just this peer is success with the ports it has; bound elsewhere is a mismatch. */
    private int alreadyBound(InterdomainEnds ends, PortStatus status) {
        boolean samePeer = status.domain() == second.domain().id();
        if (!samePeer || ends.secondPort() != 0 && ends.secondPort() != status.detail()) {
            return -EINVAL;
        }
        ends.onPorts(ends.firstPort(), status.detail());
        return 0;
    }

    private static boolean isOpenFor(PortStatus status, PortTable peer) {
        return status.state() == PortState.FREE
                || status.state() == PortState.UNBOUND
                        && status.domain() == peer.domain().id();
    }

    private int join(InterdomainEnds ends, int wanted1, int wanted2) {
        int port1 = choose(first, wanted1);
        if (port1 < 0) {
            return port1;
        }
        PortStatus before = first.get(port1);
        first.set(port1, PortStatus.interdomain(second.domain().id(), wanted2));
        int port2 = choose(second, wanted2);
        if (port2 < 0) {
            first.set(port1, before);
            return port2;
        }
        first.set(port1, PortStatus.interdomain(second.domain().id(), port2));
        second.set(port2, PortStatus.interdomain(first.domain().id(), port1));
        ends.onPorts(port1, port2);
        bits.deliver(first.domain(), port1);
        bits.deliver(second.domain(), port2);
        return 0;
    }

    /** A given port must lie in the table as it is; port 0 means the lowest free one. */
    private static int choose(PortTable table, int wanted) {
        if (wanted == 0) {
            int port = table.free();
            return port < 0 ? -ENOSPC : port;
        }
        return wanted < table.size() ? wanted : -EINVAL;
    }
}

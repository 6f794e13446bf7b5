package io.nodev.hypervisor.event;

import io.nodev.hypervisor.domain.Domain;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The ports of one domain. Written under the lock of {@link EventChannels}, read without it. */
final class PortTable {
    static final int MAX_PORTS = 1024;

    private static final int INITIAL_PORTS = 16;

    private final Domain domain;
    private final AtomicIntegerArray virqPorts = new AtomicIntegerArray(Virq.COUNT);
    private volatile AtomicReferenceArray<PortStatus> ports = new AtomicReferenceArray<>(INITIAL_PORTS);

    PortTable(Domain domain) {
        this.domain = domain;
        ports.set(0, PortStatus.virq(Virq.MISDIRECT));
    }

    Domain domain() {
        return domain;
    }

    int size() {
        return ports.length();
    }

    /** The status of a port; free for a number outside the table. */
    PortStatus get(int port) {
        AtomicReferenceArray<PortStatus> table = ports;
        PortStatus status = port >= 0 && port < table.length() ? table.get(port) : null;
        return status == null ? PortStatus.FREE : status;
    }

    void set(int port, PortStatus status) {
        ports.set(port, status == PortStatus.FREE ? null : status);
    }

    /** The lowest free port, growing the table if need be, or -1 when all 1,024 are taken. */
    int free() {
        return free(0);
    }

    /** As {@link #free()}, leaving out one port; 0 leaves out none. */
    int free(int except) {
        for (int port = 1; port < ports.length(); port++) {
            if (ports.get(port) == null && port != except) {
                return port;
            }
        }
        return ports.length() == MAX_PORTS ? -1 : grow();
    }

    private int grow() {
        AtomicReferenceArray<PortStatus> old = ports;
        AtomicReferenceArray<PortStatus> larger = new AtomicReferenceArray<>(old.length() * 2);
        for (int port = 0; port < old.length(); port++) {
            larger.set(port, old.get(port));
        }
        ports = larger;
        return old.length();
    }

    /** The port of a virtual interrupt, or 0 if it is not bound. */
    int virqPort(int virq) {
        return virqPorts.get(virq);
    }

    void setVirqPort(int virq, int port) {
        virqPorts.set(virq, port);
    }
}

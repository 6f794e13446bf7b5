package io.nodev.common.machine;

import io.nodev.common.disk.Disk;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.NoBlockDevices;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.sched.Scheduler;
import java.util.List;

/** A booted machine of either architecture. */
public interface Machine extends AutoCloseable {
    /** The name in the description. */
    String name();

    /** What it was built as. */
    Architecture architecture();

    /** Its hypervisor. */
    Hypervisor hypervisor();

    /** Who gives its domains their turns. */
    Scheduler scheduler();

    /** Its emergency console. */
    EmergencyConsole console();

    /** Its NICs, in the order of the description. */
    List<NetworkCard> cards();

    /**
     * The door of a living domain, for tests and for tools that act as that domain while it has no turn.
     *
     * @throws IllegalArgumentException if there is no such domain
     */
    HypercallGate gate(int domain);

    /** The interfaces of a domain, as its guest sees them, by ascending index. */
    List<VirtualNetworkDevice> networkDevices(int domain);

    /** Its disks, in the order of the description. */
    default List<Disk> disks() {
        return List.of();
    }

    /**
     * The block devices of a domain, as its guest sees them.
     *
     * @throws IllegalArgumentException if there is no such domain
     */
    default BlockDevices blockDevices(int domain) {
        return new NoBlockDevices();
    }

    /** What every vif counted, by ascending domain and index. */
    List<PortReport> vifs();

    /**
     * What every VBD counted, by ascending domain and number; in a legacy machine also those by which domain 0 has the whole disks.
     */
    default List<VbdReport> vbdReports() {
        return List.of();
    }

    /** What every NIC counted, in the order of the description. */
    List<PortReport> nics();

    /** What the firewalls of its device domains counted by name, by device domain and as declared; nothing without any. */
    default List<FirewallCounter> firewallCounters() {
        return List.of();
    }

    /**
     * Kills a domain. Killing domain 0 halts the machine.
     *
     * @throws IllegalArgumentException if there is no such domain
     */
    void destroyDomain(int domain);

    /** Stops every virtual CPU and closes the drivers; what they recorded is complete afterwards. */
    @Override
    void close();
}

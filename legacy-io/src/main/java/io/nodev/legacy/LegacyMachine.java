package io.nodev.legacy;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.SharingPolicy;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.CheckedVbds;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.PortReport;
import io.nodev.common.machine.VbdControl;
import io.nodev.common.machine.VbdReport;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.legacy.guest.VfrFile;
import io.nodev.legacy.vbd.LegacyDisks;
import io.nodev.legacy.vif.LegacyNetwork;
import java.util.List;

/** A machine with its drivers, vifs, VBDs and firewall inside the hypervisor. */
public final class LegacyMachine implements Machine {
    private final String name;
    private final MachineParts parts;
    private final VbdControl vbds;

    LegacyMachine(String name, MachineParts parts, SharingPolicy sharing) {
        this.name = name;
        this.parts = parts;
        this.vbds = new CheckedVbds(new LegacyVbds(parts.hypervisor(), parts.disks()), sharing);
    }

    /** A machine to be described and then booted. */
    public static LegacyMachineBuilder builder(String name, MachineOptions options) {
        return new LegacyMachineBuilder(name, options);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Architecture architecture() {
        return Architecture.LEGACY;
    }

    @Override
    public Hypervisor hypervisor() {
        return parts.hypervisor();
    }

    @Override
    public Scheduler scheduler() {
        return parts.scheduler();
    }

    /** {@inheritDoc} Vifs reach the first of them only; a machine described without a NIC has a dummy. */
    @Override
    public List<NetworkCard> cards() {
        return parts.cards();
    }

    /** Vifs, rules and counters inside the hypervisor. */
    public LegacyNetwork network() {
        return parts.network();
    }

    /** Rings, VBDs and counters inside the hypervisor. */
    public LegacyDisks blocks() {
        return parts.disks();
    }

    @Override
    public EmergencyConsole console() {
        return parts.console();
    }

    @Override
    public HypercallGate gate(int domain) {
        return parts.running(domain).kernel().gate();
    }

    @Override
    public List<VirtualNetworkDevice> networkDevices(int domain) {
        return List.copyOf(parts.running(domain).driver().frontends());
    }

    @Override
    public List<Disk> disks() {
        return parts.disks().disks();
    }

    /** {@inheritDoc} Nothing in a machine without disks, and where no block driver was started. */
    @Override
    public BlockDevices blockDevices(int domain) {
        return parts.running(domain).blockDevices();
    }

    /** What domain 0's tools do with VBDs; whoever else uses the same sectors is not asked. */
    public VbdControl vbds() {
        return vbds;
    }

    /**
     * The {@code /proc/xen/vfr} of a domain, to be written while the domain has no turn.
     *
     * @throws IllegalArgumentException if there is no such domain
     */
    public VfrFile vfrFile(int domain) {
        return parts.running(domain).vfrFile();
    }

    /** The system of a living domain, for tests that act as it. */
    GuestKernel kernel(int domain) {
        return parts.running(domain).kernel();
    }

    @Override
    public List<PortReport> vifs() {
        return PortReports.ofVifs(network());
    }

    @Override
    public List<VbdReport> vbdReports() {
        return vbds.reports();
    }

    @Override
    public List<PortReport> nics() {
        return PortReports.ofCards(cards(), network());
    }

    @Override
    public void destroyDomain(int id) {
        Domain domain = parts.running(id).domain();
        hypervisor().destroyDomain(domain);
        parts.forget(id);
    }

    @Override
    public void close() {
        parts.close();
    }
}

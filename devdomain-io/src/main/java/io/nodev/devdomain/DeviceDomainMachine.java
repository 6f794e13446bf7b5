package io.nodev.devdomain;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.SharingPolicy;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.CheckedVbds;
import io.nodev.common.machine.FirewallCounter;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.PortReport;
import io.nodev.common.machine.RestartPolicy;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdControl;
import io.nodev.common.machine.VbdReport;
import io.nodev.common.machine.VifConfig;
import io.nodev.devdomain.controller.RateChange;
import io.nodev.devdomain.netback.DeviceDomain;
import io.nodev.devdomain.netback.NicPort;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.sched.Scheduler;
import java.util.List;
import java.util.function.Supplier;

/** A machine whose hardware belongs to device domains. */
public final class DeviceDomainMachine implements Machine {
    private final String name;
    private final MachineParts parts;
    private final VbdControl vbds;

    DeviceDomainMachine(String name, MachineParts parts, SharingPolicy sharing) {
        this.name = name;
        this.parts = parts;
        this.vbds = new CheckedVbds(new DeviceDomainVbds(parts), sharing);
    }

    /** A machine to be described and then booted. */
    public static Builder builder(String name, MachineOptions options) {
        return new Builder(name, options);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Architecture architecture() {
        return Architecture.DEVICE_DOMAIN;
    }

    @Override
    public Hypervisor hypervisor() {
        return parts.hypervisor();
    }

    @Override
    public Scheduler scheduler() {
        return parts.scheduler();
    }

    @Override
    public List<NetworkCard> cards() {
        return parts.cards();
    }

    @Override
    public HypercallGate gate(int domain) {
        return parts.running(domain).kernel().gate();
    }

    @Override
    public List<VirtualNetworkDevice> networkDevices(int domain) {
        return parts.running(domain).devices();
    }

    @Override
    public List<Disk> disks() {
        return parts.hardware().disks();
    }

    @Override
    public BlockDevices blockDevices(int domain) {
        return parts.running(domain).drivers().block();
    }

    /**
     * Changes VBDs of guests while the machine runs. A guest's are all served by one device domain; with its first it gets a
     * block interface. Reports count from when the backend came up.
     */
    public VbdControl vbds() {
        return vbds;
    }

    @Override
    public EmergencyConsole console() {
        return parts.console();
    }

    /** The device domain with that id, also after its death, or null if that domain is none. */
    public DeviceDomain deviceDomain(int domain) {
        return parts.deviceDomains().get(domain);
    }

    /**
     * Stops the backends of a living device domain, in that domain's next turn: its guests' interfaces are closed. NICs and
     * bridge go on. From any thread.
     *
     * @throws IllegalArgumentException if there is no such device domain
     */
    public void stopBackend(int domain) {
        parts.recovery().stop(domain);
    }

    /**
     * Starts backends that were stopped, or whose drivers crashed in domain 0, in the domain's next turn: its guests
     * are connected anew and send again what was not answered. From any thread.
     *
     * @throws IllegalArgumentException if there is no such device domain
     */
    public void startBackend(int domain) {
        parts.recovery().start(domain);
    }

    /** {@link #stopBackend} and then {@link #startBackend}. */
    public void restartBackend(int domain) {
        stopBackend(domain);
        startBackend(domain);
    }

    /**
     * Has a device domain made anew in a turn of domain 0, with its NICs and interfaces; if it lives, or hangs, it is killed
     * first. Its guest starts from the beginning. From any thread.
     *
     * @throws IllegalArgumentException if it is domain 0 or never was a device domain
     */
    public void restartDeviceDomain(int domain) {
        parts.recovery().restartDomain(domain);
    }

    /** How often a backend was started again, alone or with its domain. From any thread. */
    public int restarts(int domain) {
        return parts.recovery().restarts(domain);
    }

    /**
     * Puts another firewall in force in a device domain, whole, between two frames. Rules that stay as they are in a chain of
     * the same name keep their counts. If the domain is made anew, this firewall is in force from its first frame on, and
     * counts from the start. From any thread.
     *
     * @param file the file's name, for messages
     * @param text what is in it, in the nftables language
     * @throws IllegalArgumentException if there is no such device domain, or the text cannot be taken, with a line for each
     *     problem; then nothing changed
     */
    public void loadFirewall(int deviceDomain, String file, String text) {
        parts.firewalls().find(deviceDomain);
        parts.firewalls().load(deviceDomain, new FirewallFile(file, text).read());
    }

    /**
     * The firewall in force in a device domain with what it counted until now, as {@code nft list ruleset} shows it. From any
     * thread.
     *
     * @throws IllegalArgumentException if there is no such device domain
     */
    public String firewallListing(int deviceDomain) {
        return parts.firewalls().find(deviceDomain).list().toString();
    }

    @Override
    public List<FirewallCounter> firewallCounters() {
        return parts.deviceDomains().entrySet().stream()
                .flatMap(owner -> DeviceDomainReports.counters(owner.getKey(), owner.getValue()))
                .toList();
    }

    /**
     * The {@code /proc/xen/vfr} of a domain, to be written while the domain has no turn.
     *
     * @throws IllegalArgumentException if there is no such domain
     */
    public VfrFile vfrFile(int domain) {
        return new VfrFile(parts.running(domain).kernel().gate());
    }

    /**
     * Limits what a guest may send by one of its interfaces, or changes that limit, while the machine runs. From any
     * thread; in force after the next turns of the control domain and the interface's backend. If the backend cannot keep to it,
     * having no port left for its timer, the interface is closed until the backend is started again.
     *
     * @param rate the interface, which must not be a bridge's own port, and its new limit
     * @throws IllegalArgumentException if there is no such interface, or a number is out of range
     */
    public void limit(RateChange rate) {
        if (parts.deviceDomains().containsKey(rate.domain())
                || !parts.running(rate.domain()).hasVif(rate.handle())) {
            throw new IllegalArgumentException("there is no such interface of a guest: rate=" + rate);
        }
        RunningDomain control = parts.running(MachineParts.CONTROL_DOMAIN);
        parts.controller().limit(rate);
        control.domain().wake();
    }

    /**
     * How often a living domain broke the protocol of its control channel; 0 for one that has none. On the control domain's
     * virtual CPU, or while the machine is at rest.
     */
    public long controlViolations(int domain) {
        return parts.controller().violations(domain);
    }

    /** A living domain, for tests that act as it. */
    RunningDomain running(int domain) {
        return parts.running(domain);
    }

    @Override
    public List<PortReport> vifs() {
        return parts.vifs();
    }

    @Override
    public List<VbdReport> vbdReports() {
        return vbds.reports();
    }

    @Override
    public List<PortReport> nics() {
        return parts.deviceDomains().values().stream()
                .map(DeviceDomain::nicPorts)
                .flatMap(List::stream)
                .sorted((a, b) -> Integer.compare(place(a), place(b)))
                .map(PortReports::ofNic)
                .toList();
    }

    private int place(NicPort port) {
        return parts.cards().stream()
                .map(NetworkCard::name)
                .toList()
                .indexOf(port.card().name());
    }

    @Override
    public void destroyDomain(int id) {
        hypervisor().destroyDomain(parts.running(id).domain());
    }

    @Override
    public void close() {
        parts.close();
    }

    /** Collects a machine's description in the order in which its parts are made. */
    public static final class Builder {
        private final String name;
        private final MachineAssembly assembly;
        private SharingPolicy sharing = SharingPolicy.asDocumented(0);

        private Builder(String name, MachineOptions options) {
            this.name = name;
            this.assembly = new MachineAssembly(options);
        }

        /** Adds a NIC; the first one's address is what addresses of vifs are computed from. */
        public Builder card(NetworkCard card) {
            assembly.add(card);
            return this;
        }

        /** Adds a domain; its interfaces follow. */
        public Builder domain(DomainConfig config, Supplier<? extends Guest> guest) {
            assembly.add(config, guest);
            return this;
        }

        /**
         * Adds an interface to the domain added last. For a device domain this is its port on its own bridge, of which
         * it has one in any case.
         *
         * @throws IllegalStateException if there is no domain yet
         */
        public Builder vif(VifConfig vif) {
            assembly.add(vif);
            return this;
        }

        /**
         * Adds a disk.
         *
         * @throws IllegalArgumentException if it is on one file with another and either may be written
         */
        public Builder disk(Disk disk) {
            assembly.add(disk);
            return this;
        }

        /**
         * Adds a VBD to the domain added last, which must be no device domain; all of a domain's are served by one.
         *
         * @throws IllegalStateException if there is no domain yet
         */
        public Builder vbd(VbdConfig vbd) {
            assembly.add(vbd);
            return this;
        }

        /** {@link #deviceDomain(int, List, List)} without disks. */
        public Builder deviceDomain(int domain, List<String> cards) {
            return deviceDomain(domain, cards, List.of());
        }

        /**
         * Makes a domain a device domain that owns some of the NICs and disks. With none declared, domain 0 owns them all.
         */
        public Builder deviceDomain(int domain, List<String> cards, List<String> disks) {
            assembly.addDeviceDomain(domain, cards, disks);
            return this;
        }

        /**
         * Sets the firewall of every device domain, in force before its first frame; without one everything passes.
         *
         * @param file the file's name, for messages
         * @param text what is in it, in the nftables language
         */
        public Builder firewall(String file, String text) {
            assembly.setFirewall(new FirewallFile(file, text));
            return this;
        }

        /** Sets how far VBDs that are added while the machine runs may share sectors; readers alone unless set. */
        public Builder sharing(SharingPolicy policy) {
            sharing = policy;
            return this;
        }

        /** Sets when backends are started again by themselves, unless whoever boots the machine chose that. */
        public Builder restarts(RestartPolicy policy) {
            assembly.setRestarts(policy);
            return this;
        }

        /** Sets what answers hypercalls, in place of {@link DeviceDomainHypercalls#table}. */
        public Builder hypercalls(HypercallTableFactory factory) {
            assembly.setHypercalls(factory);
            return this;
        }

        /**
         * Makes the machine and lets its domains have turns. Interfaces connect in the first turns.
         *
         * @throws IllegalArgumentException if the description contradicts itself, or the firewall cannot be taken; then
         *     with a line for each problem
         */
        public DeviceDomainMachine boot() {
            return new DeviceDomainMachine(name, assembly.boot(), sharing);
        }
    }
}

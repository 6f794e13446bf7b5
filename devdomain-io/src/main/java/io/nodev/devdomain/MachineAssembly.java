package io.nodev.devdomain;

import io.nodev.common.disk.Disk;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.Guest;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.MachineDisks;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.RestartPolicy;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VifConfig;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.hypervisor.sched.ThreadedScheduler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a machine is to consist of, collected and then made. */
final class MachineAssembly {
    private MachineOptions options;
    private final List<NetworkCard> cards = new ArrayList<>();
    private final MachineDisks disks = new MachineDisks();
    private final SortedMap<Integer, DomainPlan> plans = new TreeMap<>();
    private final Map<Integer, List<String>> deviceDomains = new LinkedHashMap<>();
    private final Map<Integer, List<String>> diskOwners = new LinkedHashMap<>();
    private HypercallTableFactory hypercalls = DeviceDomainHypercalls::table;
    private DomainPlan last;
    private FirewallFile firewall = FirewallFile.NONE;

    MachineAssembly(MachineOptions options) {
        this.options = options;
    }

    void add(NetworkCard card) {
        cards.add(options.card(card));
    }

    void add(Disk disk) {
        disks.add(options.disk(disk.name(), () -> disk));
    }

    void add(VbdConfig vbd) {
        if (last == null) {
            throw new IllegalStateException("a VBD belongs to a domain: domains=0");
        }
        last.add(vbd);
    }

    void add(DomainConfig config, Supplier<? extends Guest> guest) {
        last = new DomainPlan(config, options.guest(config.id(), guest));
        if (plans.putIfAbsent(config.id(), last) != null) {
            throw new IllegalArgumentException("two domains have the id: id=" + config.id());
        }
    }

    void add(VifConfig vif) {
        if (last == null) {
            throw new IllegalStateException("an interface belongs to a domain: domains=0");
        }
        last.add(vif);
    }

    void addDeviceDomain(int domain, List<String> names, List<String> diskNames) {
        deviceDomains.put(domain, List.copyOf(names));
        diskOwners.put(domain, List.copyOf(diskNames));
    }

    void setHypercalls(HypercallTableFactory factory) {
        hypercalls = factory;
    }

    void setRestarts(RestartPolicy policy) {
        options = options.withDescribedRestarts(policy);
    }

    void setFirewall(FirewallFile file) {
        firewall = file;
    }

    MachineParts boot() {
        if (deviceDomains.isEmpty()) {
            deviceDomains.put(
                    MachineParts.CONTROL_DOMAIN,
                    cards.stream().map(NetworkCard::name).toList());
            diskOwners.put(
                    MachineParts.CONTROL_DOMAIN,
                    disks.all().stream().map(Disk::name).toList());
        }
        requireConsistent();
        new BlockPlan(disks.all(), diskOwners, plans).prepare();
        NftRuleset ruleset = firewall.read();
        SortedMap<Integer, DomainConfig> sized = new TreeMap<>();
        plans.forEach((id, plan) -> sized.put(id, sized(plan)));
        Hypervisor hypervisor = new Hypervisor(MemoryRegion.ofFrames(frames(sized.values())), options.clock());
        EmergencyConsole console = new EmergencyConsole(hypervisor, Architecture.DEVICE_DOMAIN.id());
        console.addSerial(options.console()::accept);
        console.banner();
        MachineBoot boot =
                new MachineBoot(options, hypervisor, scheduler(hypervisor), console, new Hardware(cards, disks.all()));
        return boot.start(new MachinePlan(plans, sized, deviceDomains, diskOwners, ruleset), hypercalls);
    }

    private Scheduler scheduler(Hypervisor hypervisor) {
        return options.scheduler() == SchedulerKind.COOPERATIVE
                ? new CooperativeScheduler(hypervisor.clock(), hypervisor.timers())
                : new ThreadedScheduler(
                        hypervisor.clock(),
                        hypervisor.timers(),
                        options.restarts().turnLimits());
    }

    private void requireConsistent() {
        if (!plans.containsKey(MachineParts.CONTROL_DOMAIN)) {
            throw new IllegalArgumentException("a machine has a domain 0: domains=" + plans.keySet());
        }
        for (Map.Entry<Integer, List<String>> each : deviceDomains.entrySet()) {
            requireDeviceDomain(each.getKey(), each.getValue());
        }
        for (DomainPlan plan : plans.values()) {
            plan.vifs().forEach(vif -> requireBackend(plan, vif));
        }
    }

    private void requireDeviceDomain(int id, List<String> names) {
        DomainPlan plan = plans.get(id);
        if (plan == null) {
            throw new IllegalArgumentException("a device domain is a domain of the machine: id=" + id);
        }
        if (plan.vifs().size() > 1) {
            throw new IllegalArgumentException("a device domain has one interface, its bridge's own port: id=" + id);
        }
        for (String name : names) {
            if (cards.stream().noneMatch(card -> card.name().equals(name))) {
                throw new IllegalArgumentException("a device domain owns NICs of the machine: name=" + name);
            }
        }
    }

    private void requireBackend(DomainPlan plan, VifConfig vif) {
        if (!deviceDomains.containsKey(plan.id()) && !deviceDomains.containsKey(vif.backend())) {
            throw new IllegalArgumentException("an interface is served by a device domain: backend=" + vif.backend());
        }
    }

    private DomainConfig sized(DomainPlan plan) {
        int served = deviceDomains.containsKey(plan.id()) ? servedBy(plan.id()) : -1;
        boolean hasDisks = !diskOwners.getOrDefault(plan.id(), List.of()).isEmpty();
        return plan.sized(
                served, hasDisks ? plans.size() : -1, plan.id() == MachineParts.CONTROL_DOMAIN ? plans.size() : 0);
    }

    private int servedBy(int backend) {
        int served = 0;
        for (DomainPlan plan : plans.values()) {
            boolean ownBridge = deviceDomains.containsKey(plan.id());
            for (VifConfig vif : plan.vifs()) {
                served += !ownBridge && vif.backend() == backend ? 1 : 0;
            }
        }
        return served;
    }

    /** A device domain that hangs keeps its pages when it is made anew, so there are pages for it twice. */
    private int frames(Collection<DomainConfig> sized) {
        int frames = options.spareFrames();
        for (DomainConfig config : sized) {
            boolean mayHang = options.scheduler() == SchedulerKind.THREADED
                    && config.id() != MachineParts.CONTROL_DOMAIN
                    && deviceDomains.containsKey(config.id());
            int own = config.memory().tables()
                    + 1
                    + config.memory().memoryPages()
                    + plans.get(config.id()).grantPages();
            frames += mayHang ? 2 * own : own;
        }
        return frames;
    }
}

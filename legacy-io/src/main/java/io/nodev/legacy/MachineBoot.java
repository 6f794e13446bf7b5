package io.nodev.legacy;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.disk.Disk;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.NoBlockDevices;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.kernel.GuestTask;
import io.nodev.common.kernel.KernelDevices;
import io.nodev.common.kernel.KernelEnvironment;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VifConfig;
import io.nodev.hypervisor.console.DebugKey;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.legacy.guest.LegacyBlockDriver;
import io.nodev.legacy.guest.LegacyNetworkDriver;
import io.nodev.legacy.guest.VfrFile;
import io.nodev.legacy.vbd.BlockReport;
import io.nodev.legacy.vbd.LegacyDisks;
import io.nodev.legacy.vbd.VbdChanges;
import io.nodev.legacy.vfr.OwnAddressClassifier;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.RuleListClassifier;
import io.nodev.legacy.vfr.VfrListing;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.vif.LegacyNetwork;
import io.nodev.legacy.vif.NetworkSetup;
import io.nodev.legacy.vif.RingReport;
import io.nodev.legacy.vif.VifReport;
import io.nodev.legacy.vif.VifTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Brings a machine up: the network, the disks, the domains with their drivers, the rules, then the guests. */
final class MachineBoot {
    private final MachineOptions options;
    private final Foundation foundation;
    private final FirewallPlan firewall;
    private final VfrRuleList rules;
    private final VifTable vifs = new VifTable();
    private final SwitchedClassifier classifier;

    MachineBoot(MachineOptions options, Foundation foundation, FirewallPlan firewall) {
        this.options = options;
        this.foundation = foundation;
        this.firewall = firewall;
        this.rules = new VfrRuleList(firewall.semantics());
        this.classifier = new SwitchedClassifier(new RuleListClassifier(rules, vifs));
    }

    /** Ends with every domain waiting for its first turn. */
    MachineParts start(
            List<NetworkCard> cards,
            List<Disk> disks,
            List<DomainPlan> domains,
            Function<LegacyHypercalls, HypercallTable> hypercalls) {
        LegacyNetwork network = network(cards.get(0));
        MachineParts parts = new MachineParts(foundation, cards, network, blocks(disks));
        foundation.scheduler().onCrash((domain, cause) -> {
            foundation.console().line(domain + " crashed: " + cause);
            foundation.hypervisor().destroyCrashed(domain);
            parts.forget(domain.id());
        });
        HypercallTable table = hypercalls.apply(
                new LegacyHypercalls(foundation.hypervisor(), network, parts.disks(), foundation.console()));
        List<Runnable> starts = new ArrayList<>();
        for (DomainPlan plan : domains) {
            starts.add(start(plan, parts, table));
        }
        writeRules(parts);
        starts.forEach(Runnable::run);
        foundation.console().endBoot();
        return parts;
    }

    private LegacyNetwork network(NetworkCard card) {
        Classifier routes = OwnAddressClassifier.of(classifier, firewall.ownAddresses(), firewall.semantics());
        LegacyNetwork network = new LegacyNetwork(foundation.hypervisor(), new NetworkSetup(card, vifs, rules, routes));
        network.connect(foundation.scheduler());
        foundation.console().addDebugKey(new DebugKey('v', "vifs", new VifReport(network)));
        foundation.console().addDebugKey(new DebugKey('n', "network rings", new RingReport(network)));
        foundation
                .console()
                .addDebugKey(new DebugKey(
                        'r', "rules", output -> VfrListing.of(rules.rules()).forEach(output::line)));
        return network;
    }

    private LegacyDisks blocks(List<Disk> all) {
        boolean unmaskedSlot = firewall.semantics().has(Quirk.UNMASKED_SLOT);
        LegacyDisks disks = new LegacyDisks(foundation.hypervisor(), all, unmaskedSlot);
        disks.connect(foundation.scheduler());
        foundation.console().addDebugKey(new DebugKey('b', "VBDs and block rings", new BlockReport(disks)));
        return disks;
    }

    /** Makes a domain with its drivers; what is returned gives it turns. */
    private Runnable start(DomainPlan plan, MachineParts parts, HypercallTable table) {
        Domain domain = foundation.hypervisor().createDomain(plan.config());
        for (VifConfig vif : plan.vifs()) {
            if (parts.network().create(domain, vif) == null) {
                foundation.console().line(domain + ": a domain has eight vifs at most.");
            }
        }
        addDisks(plan, domain, parts.disks());
        GuestKernel kernel = new GuestKernel(new HypercallGate(domain, table));
        LegacyNetworkDriver driver = new LegacyNetworkDriver(kernel, options.networkDrivers());
        BlockDevices blockDevices =
                options.blockDrivers() && !parts.disks().disks().isEmpty()
                        ? new LegacyBlockDriver(kernel)
                        : new NoBlockDevices();
        KernelEnvironment environment = new KernelEnvironment(
                new KernelDevices(driver.frontends(), blockDevices),
                kernel.gate(),
                options.clock(),
                line -> foundation.console().line("(" + domain.name() + ") " + line));
        parts.add(new RunningDomain(domain, kernel, driver, blockDevices, new VfrFile(kernel, firewall.semantics())));
        return () -> {
            kernel.addTask(new GuestTask(plan.guest().get(), environment));
            foundation.scheduler().add(domain, kernel);
        };
    }

    private void addDisks(DomainPlan plan, Domain domain, LegacyDisks disks) {
        if (disks.create(domain) == null) {
            throw new IllegalStateException("no frame is left for the block ring: domain=" + domain.id());
        }
        VbdChanges changes = new VbdChanges(foundation.hypervisor(), disks);
        for (VbdConfig vbd : plan.vbds()) {
            if (changes.create(domain.id(), vbd) != 0) {
                throw new IllegalStateException(
                        domain + " has a VBD of that number already: device=" + DeviceNumber.name(vbd.device()));
            }
        }
    }

    /** What was generated is for the rules and vifs as they are once all is written. */
    private void writeRules(MachineParts parts) {
        if (!firewall.writes().isEmpty()) {
            if (foundation.hypervisor().domains().find(0) == null) {
                throw new IllegalStateException("rules are written by domain 0, which is missing: rules="
                        + firewall.writes().size());
            }
            VfrFile file = parts.running(0).vfrFile();
            firewall.writes().forEach(write -> file.write(write.getBytes(StandardCharsets.UTF_8)));
        }
        if (firewall.generated() != null) {
            Classifier made = firewall.generated().apply((RuleCounters) rules.counters()::accept);
            classifier.use(new VersionedClassifier(made, rules, vifs));
        }
    }
}

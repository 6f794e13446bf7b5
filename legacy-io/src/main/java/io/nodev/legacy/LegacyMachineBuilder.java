package io.nodev.legacy;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.common.driver.DummyCard;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.Guest;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.kernel.GuestTask;
import io.nodev.common.kernel.KernelEnvironment;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VifConfig;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.DebugKey;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import io.nodev.hypervisor.sched.Panic;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.hypervisor.sched.ThreadedScheduler;
import io.nodev.legacy.guest.LegacyNetworkDriver;
import io.nodev.legacy.guest.VfrFile;
import io.nodev.legacy.vfr.OwnAddressClassifier;
import io.nodev.legacy.vfr.OwnAddresses;
import io.nodev.legacy.vfr.RuleListClassifier;
import io.nodev.legacy.vfr.VfrListing;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.legacy.vif.LegacyNetwork;
import io.nodev.legacy.vif.NetworkSetup;
import io.nodev.legacy.vif.RingReport;
import io.nodev.legacy.vif.VifReport;
import io.nodev.legacy.vif.VifTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Collects a legacy machine's description, then boots it. For one machine. */
public final class LegacyMachineBuilder {
    private final String name;
    private final MachineOptions options;
    private final List<NetworkCard> cards = new ArrayList<>();
    private final List<DomainPlan> domains = new ArrayList<>();
    private final List<String> ruleWrites = new ArrayList<>();
    private VfrSemantics semantics = VfrSemantics.AS_BUILT;
    private OwnAddresses ownAddresses = OwnAddresses.NONE;
    private Function<? super RuleCounters, ? extends Classifier> generated;
    private Function<LegacyHypercalls, HypercallTable> hypercalls = LegacyHypercalls::table;

    private record DomainPlan(DomainConfig config, Supplier<? extends Guest> guest, List<VifConfig> vifs) {}

    LegacyMachineBuilder(String name, MachineOptions options) {
        this.name = name;
        this.options = options;
    }

    /** Adds a NIC. Vifs reach the first one, as the boot option {@code ifname=} chose one in 2004. */
    public LegacyMachineBuilder card(NetworkCard card) {
        cards.add(options.card(card));
        return this;
    }

    /** Adds a domain; its vifs follow. */
    public LegacyMachineBuilder domain(DomainConfig config, Supplier<? extends Guest> guest) {
        domains.add(new DomainPlan(config, options.guest(config.id(), guest), new ArrayList<>()));
        return this;
    }

    /**
     * Adds a vif to the domain added last. Of more than eight only eight are created.
     *
     * @throws IllegalStateException if there is no domain yet
     */
    public LegacyMachineBuilder vif(VifConfig vif) {
        if (domains.isEmpty()) {
            throw new IllegalStateException("a vif belongs to a domain: domains=0");
        }
        domains.get(domains.size() - 1).vifs().add(vif);
        return this;
    }

    /** Adds what domain 0 writes to {@code /proc/xen/vfr} before any guest runs, one write each, in this order. */
    public LegacyMachineBuilder rules(List<String> writes) {
        ruleWrites.addAll(writes);
        return this;
    }

    /** Sets what rules and rates mean; as built unless set. */
    public LegacyMachineBuilder semantics(VfrSemantics semantics) {
        this.semantics = semantics;
        return this;
    }

    /** Sets which addresses are whose; asked only if a vif may send nothing but its own. */
    public LegacyMachineBuilder ownAddresses(OwnAddresses addresses) {
        this.ownAddresses = addresses;
        return this;
    }

    /**
     * Sets what was generated for exactly these rules and vifs; used until either changes.
     *
     * @param generated makes the classifier, given where its COUNT rules count
     */
    public LegacyMachineBuilder classifier(Function<? super RuleCounters, ? extends Classifier> generated) {
        this.generated = generated;
        return this;
    }

    /** Sets what makes the hypercall table, in place of {@link LegacyHypercalls#table}. */
    public LegacyMachineBuilder hypercalls(Function<LegacyHypercalls, HypercallTable> factory) {
        this.hypercalls = factory;
        return this;
    }

    /**
     * Makes the machine and lets its domains have turns.
     *
     * @throws IllegalStateException if there are rules and no domain 0 to write them, or if a domain has too few pages for
     *     its vifs
     */
    public LegacyMachine boot() {
        Hypervisor hypervisor = new Hypervisor(MemoryRegion.ofFrames(frames()), options.clock());
        Scheduler scheduler = options.scheduler() == SchedulerKind.COOPERATIVE
                ? new CooperativeScheduler(options.clock(), hypervisor.timers())
                : new ThreadedScheduler(options.clock(), hypervisor.timers());
        VfrRuleList rules = new VfrRuleList(semantics);
        EmergencyConsole console = new EmergencyConsole(hypervisor, Architecture.LEGACY.id());
        console.addSerial(options.console()::accept);
        console.addDebugKey(new DebugKey(
                'r', "rules", output -> VfrListing.of(rules.rules()).forEach(output::line)));
        console.banner();
        if (cards.isEmpty()) {
            console.line("No network interface: using the dummy.");
            cards.add(new DummyCard("dummy"));
        }
        return boot(hypervisor, scheduler, console, rules);
    }

    private LegacyMachine boot(
            Hypervisor hypervisor, Scheduler scheduler, EmergencyConsole console, VfrRuleList rules) {
        VifTable vifs = new VifTable();
        SwitchedClassifier classifier = new SwitchedClassifier(new RuleListClassifier(rules, vifs));
        LegacyNetwork network = new LegacyNetwork(
                hypervisor,
                new NetworkSetup(
                        cards.get(0), vifs, rules, OwnAddressClassifier.of(classifier, ownAddresses, semantics)));
        MachineParts parts = new MachineParts(hypervisor, scheduler, console, cards, network);
        hypervisor.addStop(scheduler::remove);
        network.connect(scheduler);
        console.addDebugKey(new DebugKey('v', "vifs", new VifReport(network)));
        console.addDebugKey(new DebugKey('n', "network rings", new RingReport(network)));
        scheduler.onCrash((domain, cause) -> {
            console.line(domain + " crashed: " + cause);
            hypervisor.destroyDomain(domain);
            parts.forget(domain.id());
        });
        scheduler.onPanic(new Panic(console, options.halt()::accept));
        hypervisor.onHalt(status -> {
            scheduler.close();
            options.halt().accept(status);
        });
        HypercallTable table = hypercalls.apply(new LegacyHypercalls(hypervisor, network, console));
        List<Runnable> starts = new ArrayList<>();
        for (DomainPlan plan : domains) {
            starts.add(start(plan, parts, table));
        }
        writeRules(parts);
        if (generated != null) {
            Classifier made = generated.apply((RuleCounters) rules.counters()::accept);
            classifier.use(new VersionedClassifier(made, rules, vifs));
        }
        starts.forEach(Runnable::run);
        console.endBoot();
        return new LegacyMachine(name, parts);
    }

    private int frames() {
        int frames = options.spareFrames();
        for (DomainPlan plan : domains) {
            frames +=
                    plan.config().memory().tables() + 1 + plan.config().memory().memoryPages();
            frames += plan.vifs().size();
        }
        return frames;
    }

    private Runnable start(DomainPlan plan, MachineParts parts, HypercallTable table) {
        Domain domain = parts.hypervisor().createDomain(plan.config());
        for (VifConfig vif : plan.vifs()) {
            if (parts.network().create(domain, vif) == null) {
                parts.console().line(domain + ": a domain has eight vifs at most.");
            }
        }
        GuestKernel kernel = new GuestKernel(new HypercallGate(domain, table));
        LegacyNetworkDriver driver = new LegacyNetworkDriver(kernel, options.networkDrivers());
        VfrFile file = new VfrFile(kernel, semantics);
        KernelEnvironment environment = new KernelEnvironment(
                kernel.gate(),
                options.clock(),
                driver.frontends(),
                line -> parts.console().line("(" + domain.name() + ") " + line));
        parts.add(new RunningDomain(domain, kernel, driver, file));
        return () -> {
            kernel.addTask(new GuestTask(plan.guest().get(), environment));
            parts.scheduler().add(domain, kernel);
        };
    }

    private void writeRules(MachineParts parts) {
        if (ruleWrites.isEmpty()) {
            return;
        }
        if (parts.hypervisor().domains().find(0) == null) {
            throw new IllegalStateException(
                    "rules are written by domain 0, which is missing: rules=" + ruleWrites.size());
        }
        VfrFile file = parts.running(0).vfrFile();
        ruleWrites.forEach(write -> file.write(write.getBytes(StandardCharsets.UTF_8)));
    }
}

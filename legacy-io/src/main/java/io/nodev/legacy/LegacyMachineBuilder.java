package io.nodev.legacy;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.common.disk.Disk;
import io.nodev.common.disk.SharingPolicy;
import io.nodev.common.driver.DummyCard;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.Guest;
import io.nodev.common.machine.MachineDisks;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VifConfig;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.legacy.vfr.OwnAddresses;
import io.nodev.legacy.vfr.VfrSemantics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Collects a legacy machine's description, then boots it. For one machine. */
public final class LegacyMachineBuilder {
    private final String name;
    private final MachineOptions options;
    private final List<NetworkCard> cards = new ArrayList<>();
    private final MachineDisks disks = new MachineDisks();
    private final List<DomainPlan> domains = new ArrayList<>();
    private final List<String> ruleWrites = new ArrayList<>();
    private VfrSemantics semantics = VfrSemantics.AS_BUILT;
    private OwnAddresses ownAddresses = OwnAddresses.NONE;
    private Function<? super RuleCounters, ? extends Classifier> generated;
    private SharingPolicy sharing = SharingPolicy.asDocumented(0);
    private Function<LegacyHypercalls, HypercallTable> hypercalls = LegacyHypercalls::table;

    LegacyMachineBuilder(String name, MachineOptions options) {
        this.name = name;
        this.options = options;
    }

    /** Adds a NIC. Vifs reach the first one, as the boot option {@code ifname=} chose one in 2004. */
    public LegacyMachineBuilder card(NetworkCard card) {
        cards.add(options.card(card));
        return this;
    }

    /**
     * Adds a disk. VBDs reach it by its number; domain 0 has all of it as a VBD of that number.
     *
     * @throws IllegalArgumentException if it is on one file with another and either may be written
     */
    public LegacyMachineBuilder disk(Disk disk) {
        disks.add(options.disk(disk.name(), () -> disk));
        return this;
    }

    /** Adds a domain; its vifs and VBDs follow. */
    public LegacyMachineBuilder domain(DomainConfig config, Supplier<? extends Guest> guest) {
        domains.add(new DomainPlan(config, options.guest(config.id(), guest), new ArrayList<>(), new ArrayList<>()));
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

    /**
     * Adds a VBD to the domain added last. Nothing is asked of its extents: what lies on no disk fails when it is used.
     *
     * @throws IllegalStateException if there is no domain yet
     */
    public LegacyMachineBuilder vbd(VbdConfig vbd) {
        if (domains.isEmpty()) {
            throw new IllegalStateException("a VBD belongs to a domain: domains=0");
        }
        domains.get(domains.size() - 1).vbds().add(vbd);
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

    /** Sets how far VBDs that are added while the machine runs may share sectors; readers alone unless set. */
    public LegacyMachineBuilder sharing(SharingPolicy policy) {
        this.sharing = policy;
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
     * @throws IllegalStateException if there are rules and no domain 0 to write them, if a domain has too few pages for
     *     its vifs, or if a VBD is described twice
     * @throws IllegalArgumentException if two disks have the same number
     */
    public LegacyMachine boot() {
        int frames = options.spareFrames();
        for (DomainPlan plan : domains) {
            frames += plan.frames();
        }
        Foundation foundation = Foundation.lay(options, frames);
        if (cards.isEmpty()) {
            foundation.console().line("No network interface: using the dummy.");
            cards.add(new DummyCard("dummy"));
        }
        FirewallPlan firewall = new FirewallPlan(semantics, ownAddresses, List.copyOf(ruleWrites), generated);
        try {
            MachineBoot boot = new MachineBoot(options, foundation, firewall);
            return new LegacyMachine(name, boot.start(cards, disks.all(), domains, hypercalls), sharing);
        } catch (RuntimeException e) {
            foundation.scheduler().close();
            throw e;
        }
    }
}

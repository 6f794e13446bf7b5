package io.nodev.legacy;

import static io.nodev.tck.harness.StackCapability.BACKEND_RESTART;
import static io.nodev.tck.harness.StackCapability.DROP_COUNTERS;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.legacy.vfr.OwnAddresses;
import io.nodev.legacy.vfr.RuleListClassifier;
import io.nodev.legacy.vfr.StandardRules;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.HypervisorMachine.Bench;
import io.nodev.tck.harness.IoStackHarness;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.harness.Topology;
import io.nodev.tck.harness.VifSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Boots legacy machines for the common suite: any, or the one that was generated. */
public final class LegacyHarness implements IoStackHarness {
    private static final String NIC = "eth0";
    private static final int MEMORY_PAGES = 2048;

    private static final List<String> GUARD = List.of(
            "ADD ACCEPT srcaddr=10.0.0.2 srcdom=2 srcidx=0 dstaddr=10.0.0.1 dstdom=1 dstidx=0",
            "ADD ACCEPT srcaddr=10.0.0.1 srcdom=1 srcidx=0 dstaddr=10.0.0.2 dstdom=2 dstidx=0",
            "ADD ACCEPT srcaddr=10.0.0.1 srcdom=1 srcidx=0 dstaddr=10.0.0.3 dstdom=3 dstidx=0",
            "ADD ACCEPT srcaddr=10.0.0.3 srcdom=3 srcidx=0 dstaddr=10.0.0.1 dstport=4001 dstdom=1 dstidx=0 proto=udp",
            "ADD ACCEPT srcaddr=10.0.0.3 srcdom=3 srcidx=0 dstaddr=10.0.0.2 dstport=4001 dstdom=2 dstidx=0 proto=tcp",
            "ADD ACCEPT srcaddr=10.0.0.3 srcdom=3 srcidx=0 dstaddr=10.0.0.2 dstdom=2 dstidx=0 proto=arp",
            "ADD ACCEPT srcaddr=10.0.0.3 srcdom=3 srcidx=0 dstaddr=198.51.100.0 dstaddrmask=255.255.255.0"
                    + " srcport=4000 dst=PHYS");

    private final Topology only;
    private final String nic;
    private final Function<MachineOptions, LegacyMachine> assembly;
    private final boolean guarded;
    private Classifier rulesOfLast;

    /** A harness for any machine. */
    public LegacyHarness() {
        this(null, NIC, null, false);
    }

    private LegacyHarness(
            Topology only, String nic, Function<MachineOptions, LegacyMachine> assembly, boolean guarded) {
        this.only = only;
        this.nic = nic;
        this.assembly = assembly;
        this.guarded = guarded;
    }

    /**
     * A harness for one machine.
     *
     * @param topology what it is like
     * @param nic the name of its first NIC, which is replaced by the end of a wire
     * @param assembly boots it
     */
    public static LegacyHarness of(Topology topology, String nic, Function<MachineOptions, LegacyMachine> assembly) {
        return new LegacyHarness(topology, nic, assembly, false);
    }

    @Override
    public String stack() {
        return "legacy-io";
    }

    @Override
    public Set<StackCapability> lacks() {
        return Set.of(DROP_COUNTERS, BACKEND_RESTART);
    }

    @Override
    public Optional<Topology> only() {
        return Optional.ofNullable(only);
    }

    /** {@inheritDoc} The rules {@link #GUARD} in place of the tools', as documented, so that ports and protocols count. */
    @Override
    public IoStackHarness guarded() {
        return new LegacyHarness(only, nic, assembly, true);
    }

    /** {@inheritDoc} Of the one machine it is bound to, what the rule list says that it was booted with last. */
    @Override
    public Classifier oracle(Topology topology) {
        return rulesOfLast == null ? IoStackHarness.super.oracle(topology) : rulesOfLast;
    }

    @Override
    public MachineUnderTest boot(Topology topology) {
        Bench bench = Bench.around(topology, nic);
        return LegacyTestMachine.of(
                bench, boot(bench, bench.options().withoutNetworkDrivers().withoutBlockDrivers()));
    }

    @Override
    public MachineUnderTest bootWithDrivers(Topology topology) {
        Bench bench = Bench.around(topology, nic);
        return LegacyTestMachine.withDrivers(bench, boot(bench, bench.options()));
    }

    private LegacyMachine boot(Bench bench, MachineOptions options) {
        if (assembly == null) {
            return assemble(bench.topology(), bench, options);
        }
        LegacyMachine machine = assembly.apply(options);
        rulesOfLast = new RuleListClassifier(
                machine.network().rules(), machine.network().vifs());
        return machine;
    }

    private LegacyMachine assemble(Topology topology, Bench bench, MachineOptions options) {
        LegacyMachineBuilder builder = LegacyMachine.builder("suite", options)
                .card(bench.wire().card())
                .sharing(topology.sharing());
        topology.disks().forEach(disk -> builder.disk(options.disk(disk.drive().name(), disk::next)));
        for (DomainSpec domain : topology.domains()) {
            DomainConfig config = DomainConfig.ordinary(domain.id(), domain.name(), MEMORY_PAGES);
            builder.domain(
                    domain.privileged() ? config.withPrivilege() : config,
                    () -> bench.guests().get(domain.id()));
            domain.vifs().forEach(vif -> builder.vif(vif.config()));
            domain.vbds().forEach(builder::vbd);
        }
        if (guarded) {
            builder.semantics(VfrSemantics.AS_DOCUMENTED)
                    .ownAddresses(addresses(topology))
                    .rules(GUARD);
        } else {
            builder.rules(rules(topology));
        }
        return builder.boot();
    }

    private static OwnAddresses addresses(Topology topology) {
        OwnAddresses all = OwnAddresses.NONE;
        for (DomainSpec domain : topology.domains()) {
            for (int index = 0; index < domain.vifs().size(); index++) {
                for (int address : domain.vifs().get(index).addresses()) {
                    all = all.with(Endpoint.vif(domain.id(), index), address);
                }
            }
        }
        return all;
    }

    private static List<String> rules(Topology topology) {
        List<String> writes = new ArrayList<>();
        for (DomainSpec domain : topology.domains()) {
            for (int index = 0;
                    topology.standardRules() && index < domain.vifs().size();
                    index++) {
                VifSpec vif = domain.vifs().get(index);
                for (int address : vif.addresses()) {
                    writes.addAll(StandardRules.of(domain.id(), index, Ipv4Address.format(address)));
                }
            }
        }
        writes.addAll(topology.ruleWrites());
        return writes;
    }
}

package io.nodev.devdomain;

import static io.nodev.tck.harness.StackCapability.BOUNDED_RECEIVE_QUEUE;
import static io.nodev.tck.harness.StackCapability.BOUNDED_VIFS;
import static io.nodev.tck.harness.StackCapability.CREDIT_LOSS;
import static io.nodev.tck.harness.StackCapability.HEADER_STAMPING;
import static io.nodev.tck.harness.StackCapability.LONG_SEGMENTS;
import static io.nodev.tck.harness.StackCapability.NETWORK_HYPERCALLS;
import static io.nodev.tck.harness.StackCapability.PAGE_TABLE_RECEIVE;
import static io.nodev.tck.harness.StackCapability.RING_FLUSH;
import static io.nodev.tck.harness.StackCapability.RING_RESET;
import static io.nodev.tck.harness.StackCapability.RING_STATUS_CODES;
import static io.nodev.tck.harness.StackCapability.TWENTY_TWO_PIECES;
import static io.nodev.tck.harness.StackCapability.VIRTUAL_FIREWALL_ROUTER;
import static io.nodev.tck.harness.StackCapability.WIRE_COUNTERS;
import static io.nodev.tck.harness.StackCapability.WRITE_ONLY_VBD;

import io.nodev.common.machine.MachineOptions;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.HypervisorMachine.Bench;
import io.nodev.tck.harness.IoStackHarness;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.harness.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Boots device-domain machines for the common suite: any, or the one that was generated. */
public final class DevdomainHarness implements IoStackHarness {
    private static final String NIC = "eth0";
    private static final int MEMORY_PAGES = 1024;

    private final Topology only;
    private final String nic;
    private final Function<MachineOptions, DeviceDomainMachine> assembly;
    private final String firewall;

    /** A harness for any machine. */
    public DevdomainHarness() {
        this(null, NIC, null, "");
    }

    private DevdomainHarness(
            Topology only, String nic, Function<MachineOptions, DeviceDomainMachine> assembly, String firewall) {
        this.only = only;
        this.nic = nic;
        this.assembly = assembly;
        this.firewall = firewall;
    }

    /**
     * A harness for one machine.
     *
     * @param topology what it is like
     * @param nic the name of its first NIC, which is replaced by the end of a wire
     * @param assembly boots it
     */
    public static DevdomainHarness of(
            Topology topology, String nic, Function<MachineOptions, DeviceDomainMachine> assembly) {
        return new DevdomainHarness(topology, nic, assembly, "");
    }

    @Override
    public String stack() {
        return "devdomain-io";
    }

    @Override
    public Set<StackCapability> lacks() {
        return Set.of(
                HEADER_STAMPING,
                VIRTUAL_FIREWALL_ROUTER,
                NETWORK_HYPERCALLS,
                RING_FLUSH,
                RING_RESET,
                PAGE_TABLE_RECEIVE,
                BOUNDED_RECEIVE_QUEUE,
                BOUNDED_VIFS,
                RING_STATUS_CODES,
                WIRE_COUNTERS,
                CREDIT_LOSS,
                LONG_SEGMENTS,
                WRITE_ONLY_VBD,
                TWENTY_TWO_PIECES);
    }

    @Override
    public Optional<Topology> only() {
        return Optional.ofNullable(only);
    }

    /** {@inheritDoc} The firewall {@code guard.nft}. */
    @Override
    public IoStackHarness guarded() {
        return new DevdomainHarness(only, nic, assembly, guard());
    }

    /** A firewall for the machine with a hostile guest. */
    static String guard() {
        try (InputStream in = DevdomainHarness.class.getResourceAsStream("nft/guard.nft")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public MachineUnderTest boot(Topology topology) {
        Bench bench = Bench.around(topology, nic);
        return DevdomainTestMachine.of(
                bench, boot(bench, bench.options().withoutNetworkDrivers().withoutBlockDrivers()));
    }

    @Override
    public MachineUnderTest bootWithDrivers(Topology topology) {
        Bench bench = Bench.around(topology, nic);
        return DevdomainTestMachine.withDrivers(bench, boot(bench, bench.options()));
    }

    private DeviceDomainMachine boot(Bench bench, MachineOptions options) {
        return assembly == null ? assemble(bench.topology(), bench, options) : assembly.apply(options);
    }

    private DeviceDomainMachine assemble(Topology topology, Bench bench, MachineOptions options) {
        DeviceDomainMachine.Builder builder = DeviceDomainMachine.builder("suite", options)
                .card(bench.wire().card())
                .firewall("guard.nft", firewall)
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
        List<String> none = List.of();
        for (int owner : topology.deviceDomains()) {
            boolean hasHardware = owner == topology.wireOwner();
            builder.deviceDomain(owner, hasHardware ? List.of(NIC) : none, hasHardware ? diskNames(topology) : none);
        }
        return builder.boot();
    }

    private static List<String> diskNames(Topology topology) {
        return topology.disks().stream().map(disk -> disk.drive().name()).toList();
    }
}

package io.nodev.legacy.vif;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.driver.Wire;
import io.nodev.common.driver.WireCard;
import io.nodev.common.driver.WireCardSpec;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.ConsoleOutput;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.hypercall.EventChannelOp;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.hypervisor.hypercall.MmuUpdate;
import io.nodev.hypervisor.hypercall.UpdateVaMapping;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import io.nodev.hypervisor.time.ManualClock;
import io.nodev.legacy.vfr.RuleListClassifier;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.vfr.VfrSemantics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The hypervisor's side of a legacy network with no driver above it: tests fill slots byte by byte. Domain 0, privileged, A
 * (1) and B (2) have a vif each; everything goes where {@link #destination} says.
 */
final class NetworkLab {
    static final int A = 1;
    static final int B = 2;
    static final MacAddress NIC = MacAddress.parse("00:02:b3:9d:1f:aa");
    static final MacAddress PEER = MacAddress.parse("52:54:00:12:34:64");

    final ManualClock clock = new ManualClock(TimeUnit.SECONDS.toNanos(100));
    final Hypervisor hypervisor = new Hypervisor(MemoryRegion.ofFrames(4096), clock);
    final CooperativeScheduler scheduler = new CooperativeScheduler(clock, hypervisor.timers());
    final List<Throwable> panics = new ArrayList<>();
    final StringBuilder console = new StringBuilder();
    final VfrRuleList rules;
    final LegacyNetwork network;
    final RawGuest[] guests = new RawGuest[3];
    final WireCard peer;
    WireCard nic;

    /** Where everything goes; PHYSICAL at first. */
    int destination = Endpoint.PHYSICAL;

    /** Done whenever a frame is looked up, before the answer. */
    Runnable duringLookUp = () -> {};

    NetworkLab() {
        this(VfrSemantics.AS_BUILT);
    }

    NetworkLab(VfrSemantics semantics) {
        this(semantics, WireCardSpec.of("eth0", NIC));
    }

    NetworkLab(VfrSemantics semantics, WireCardSpec spec) {
        this(semantics, new Wire(), spec, null);
    }

    /** With rules in place of one destination for everything. */
    static NetworkLab withRules() {
        NetworkLab lab = new NetworkLab();
        lab.interpretRules = true;
        return lab;
    }

    /** With a card of the test's own. */
    static NetworkLab withCard(NetworkCard card) {
        return new NetworkLab(VfrSemantics.AS_BUILT, new Wire(), WireCardSpec.of("unused", PEER), card);
    }

    private boolean interpretRules;

    private NetworkLab(VfrSemantics semantics, Wire wire, WireCardSpec spec, NetworkCard own) {
        rules = new VfrRuleList(semantics);
        nic = wire.connect(spec);
        peer = wire.connect(WireCardSpec.of("peer", PEER).withSlots(1024, 1024));
        peer.setPromiscuous(true);
        VifTable vifs = new VifTable();
        Classifier interpreted = new RuleListClassifier(rules, vifs);
        Classifier classifier = (fields, source) -> {
            duringLookUp.run();
            return interpretRules ? interpreted.classify(fields, source) : destination;
        };
        network = new LegacyNetwork(hypervisor, new NetworkSetup(own == null ? nic : own, vifs, rules, classifier));
        network.connect(scheduler);
        scheduler.onPanic((what, cause) -> panics.add(cause));
        ConsoleOutput output = console::append;
        HypercallTable table = HypercallTable.builder()
                .set(HypercallNumber.MMU_UPDATE, new MmuUpdate(hypervisor.pageTables()))
                .set(HypercallNumber.UPDATE_VA_MAPPING, new UpdateVaMapping(hypervisor.pageTables()))
                .set(HypercallNumber.EVENT_CHANNEL_OP, new EventChannelOp(hypervisor.events(), hypervisor.domains()))
                .set(HypercallNumber.NET_IO_OP, new NetIoOp(network))
                .set(HypercallNumber.NETWORK_OP, new NetworkOp(hypervisor, network, output))
                .build();
        for (int id = 0; id < guests.length; id++) {
            DomainConfig config = DomainConfig.ordinary(id, "domain" + id, 700);
            Domain domain = hypervisor.createDomain(id == 0 ? config.withPrivilege() : config);
            network.create(domain, VifConfig.DEFAULT);
            guests[id] = new RawGuest(new HypercallGate(domain, table), 0);
        }
    }

    RawGuest guest(int id) {
        return guests[id];
    }

    Vif vif(int id) {
        return network.vifs().find(Endpoint.vif(id, 0));
    }

    Domain domain(int id) {
        return hypervisor.domains().find(id);
    }

    /** Sends everything to a domain's vif 0. */
    NetworkLab to(int domain) {
        destination = Endpoint.vif(domain, 0);
        return this;
    }

    /** Lets the hypervisor's own work and due timers run. */
    void run() {
        assertThat(scheduler.runUntilIdle(TimeUnit.SECONDS.toNanos(300)) || !panics.isEmpty())
                .as("at rest, or at an end")
                .isTrue();
    }

    void advanceMillis(long millis) {
        clock.advance(TimeUnit.MILLISECONDS.toNanos(millis));
        run();
    }

    /** Takes what arrived at the other end of the wire. */
    List<byte[]> onWire() {
        List<byte[]> frames = new ArrayList<>();
        peer.poll(
                new NicEvents() {
                    @Override
                    public void received(byte[] bytes, int offset, int length) {
                        frames.add(Arrays.copyOfRange(bytes, offset, offset + length));
                    }

                    @Override
                    public void transmitted(int cookie) {
                        // What the peer sent is of no interest any more.
                    }
                },
                2048);
        return frames;
    }

    /** A frame comes along the wire. */
    void arrive(byte[] frame) {
        peer.transmit(OutboundFrame.of(frame), 0);
        run();
    }
}

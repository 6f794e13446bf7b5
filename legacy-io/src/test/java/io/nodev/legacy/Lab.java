package io.nodev.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.common.driver.Wire;
import io.nodev.common.driver.WireCard;
import io.nodev.common.driver.WireCardSpec;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.time.ManualClock;
import io.nodev.legacy.vfr.OwnAddresses;
import io.nodev.legacy.vfr.StandardRules;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.legacy.vif.Vif;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A legacy machine for tests: domain 0 (10.0.0.254), A (1, 10.0.0.1) and B (2, 10.0.0.2) with their standard rules, a NIC
 * on a wire, and a peer on the other end of it.
 */
public final class Lab implements AutoCloseable {
    public static final MacAddress NIC = MacAddress.parse("00:02:b3:9d:1f:aa");
    public static final MacAddress PEER = MacAddress.parse("52:54:00:12:34:64");
    public static final int A = 1;
    public static final int B = 2;
    public static final String IP_0 = "10.0.0.254";
    public static final String IP_A = "10.0.0.1";
    public static final String IP_B = "10.0.0.2";
    public static final String OUTSIDE = "192.0.2.1";

    public final ManualClock clock = new ManualClock(TimeUnit.SECONDS.toNanos(100));
    public final Wire wire = new Wire();
    public final WireCard nic;
    public final WireCard peer;
    public final List<RecordingGuest> guests =
            List.of(new RecordingGuest(), new RecordingGuest(), new RecordingGuest());
    public final StringBuilder console = new StringBuilder();
    public final List<Integer> halts = new ArrayList<>();
    public LegacyMachine machine;

    /** What a test may change before the machine is booted. */
    public record Plan(
            List<String> rules,
            VfrSemantics semantics,
            VifConfig vifOfA,
            WireCardSpec nic,
            Function<RuleCounters, Classifier> classifier) {
        public static Plan standard() {
            List<String> rules = new ArrayList<>();
            rules.addAll(StandardRules.of(0, 0, IP_0));
            rules.addAll(StandardRules.of(A, 0, IP_A));
            rules.addAll(StandardRules.of(B, 0, IP_B));
            return new Plan(rules, VfrSemantics.AS_BUILT, VifConfig.DEFAULT, WireCardSpec.of("eth0", NIC), null);
        }

        public Plan withRules(String... writes) {
            return new Plan(List.of(writes), semantics, vifOfA, nic, classifier);
        }

        public Plan plusRules(String... writes) {
            List<String> more = new ArrayList<>(rules);
            more.addAll(List.of(writes));
            return new Plan(more, semantics, vifOfA, nic, classifier);
        }

        public Plan withSemantics(VfrSemantics other) {
            return new Plan(rules, other, vifOfA, nic, classifier);
        }

        public Plan withVifOfA(VifConfig other) {
            return new Plan(rules, semantics, other, nic, classifier);
        }

        public Plan withNic(WireCardSpec other) {
            return new Plan(rules, semantics, vifOfA, other, classifier);
        }

        public Plan withClassifier(Function<RuleCounters, Classifier> other) {
            return new Plan(rules, semantics, vifOfA, nic, other);
        }
    }

    /** A guest that remembers what it got. */
    public static final class RecordingGuest implements Guest {
        public final List<byte[]> received = new ArrayList<>();
        private List<VirtualNetworkDevice> devices = List.of();

        @Override
        public void start(GuestEnvironment environment) {
            devices = environment.networkDevices();
        }

        @Override
        public boolean run(int budget) {
            boolean more = false;
            for (VirtualNetworkDevice device : devices) {
                more |= device.receive(
                                (bytes, offset, length) ->
                                        received.add(Arrays.copyOfRange(bytes, offset, offset + length)),
                                budget)
                        == budget;
            }
            return more;
        }
    }

    public Lab() {
        this(Plan.standard());
    }

    public Lab(Plan plan) {
        this(plan, options -> options);
    }

    public Lab(Plan plan, UnaryOperator<MachineOptions> changes) {
        nic = wire.connect(plan.nic());
        peer = wire.connect(WireCardSpec.of("peer", PEER));
        peer.setPromiscuous(true);
        MachineOptions options = MachineOptions.defaults()
                .withClock(clock)
                .withConsole(console::append)
                .withHalt(halts::add);
        LegacyMachineBuilder builder = LegacyMachine.builder("lab", changes.apply(options))
                .card(nic)
                .domain(DomainConfig.ordinary(0, "Domain-0", 1024).withPrivilege(), () -> guests.get(0))
                .vif(VifConfig.DEFAULT)
                .domain(DomainConfig.ordinary(A, "a", 1024), () -> guests.get(A))
                .vif(plan.vifOfA())
                .domain(DomainConfig.ordinary(B, "b", 1024), () -> guests.get(B))
                .vif(VifConfig.DEFAULT)
                .rules(plan.rules())
                .semantics(plan.semantics())
                .ownAddresses(OwnAddresses.NONE
                        .with(Endpoint.vif(0, 0), Ipv4Address.parse(IP_0))
                        .with(Endpoint.vif(A, 0), Ipv4Address.parse(IP_A))
                        .with(Endpoint.vif(B, 0), Ipv4Address.parse(IP_B)));
        if (plan.classifier() != null) {
            builder.classifier(plan.classifier());
        }
        machine = builder.boot();
        run();
    }

    /** Lets the machine run until it rests. */
    public void run() {
        assertThat(machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(300)))
                .as("at rest")
                .isTrue();
    }

    public VirtualNetworkDevice device(int domain) {
        return machine.networkDevices(domain).get(0);
    }

    public Vif vif(int domain) {
        return machine.network().vifs().find(domain * 8);
    }

    public MacAddress mac(int domain) {
        return vif(domain).address();
    }

    /** Sends a frame from a domain and lets the machine rest; returns the status of its request. */
    public int send(int domain, byte[] frame) {
        var before = device(domain).stats().txStatus();
        device(domain).transmit(frame, 0, frame.length);
        run();
        var after = device(domain).stats().txStatus();
        for (var status : after.keySet()) {
            if (!after.get(status).equals(before.getOrDefault(status, 0L))) {
                return status;
            }
        }
        throw new AssertionError("no response: " + after);
    }

    /** An IPv4 frame that a domain sends, addressed to nobody in particular. */
    public byte[] ipFrom(int domain, String source, String destination, int length) {
        return TestFrames.ip(mac(domain), MacAddress.parse("02:00:00:00:00:99"), source, destination, length);
    }

    public List<byte[]> receivedBy(int domain) {
        return guests.get(domain).received;
    }

    /** Takes what arrived at the other end of the wire. */
    public List<byte[]> onWire() {
        List<byte[]> frames = new ArrayList<>();
        peer.poll(
                new io.nodev.common.driver.NicEvents() {
                    @Override
                    public void received(byte[] bytes, int offset, int length) {
                        frames.add(Arrays.copyOfRange(bytes, offset, offset + length));
                    }

                    @Override
                    public void transmitted(int cookie) {
                        // The peer's own buffers are of no interest.
                    }
                },
                1000);
        return frames;
    }

    /** A frame comes along the wire to the machine. */
    public void arrive(byte[] frame) {
        peer.transmit(io.nodev.common.driver.OutboundFrame.of(frame), 0);
        run();
    }

    @Override
    public void close() {
        machine.close();
    }
}

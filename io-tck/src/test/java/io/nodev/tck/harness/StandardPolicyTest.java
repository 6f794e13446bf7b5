package io.nodev.tck.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.packet.Ipv4Address;
import org.junit.jupiter.api.Test;

/** What the suite expects to go where, with one bridge and with two. */
final class StandardPolicyTest {
    private static final String OUTSIDE = "198.51.100.1";

    private final Topology one = Topology.standard(SchedulerKind.COOPERATIVE);
    private final Topology two = one.withDomain(
                    DomainSpec.guest(2, "B", VifSpec.of("10.0.0.2").withBackend(4)))
            .withDomain(DomainSpec.guest(3, "C", VifSpec.of("10.0.0.3").withBackend(4)))
            .withDomain(DomainSpec.guest(4, "devices"))
            .withWireOwner(4);

    private static int route(Topology topology, int source, String from, String to) {
        PacketFields fields = new PacketFields();
        fields.setProtocols(PacketFields.NETWORK_IP, 17);
        fields.setAddresses(Ipv4Address.parse(from), Ipv4Address.parse(to));
        fields.setPorts(PacketFields.NO_PORT, PacketFields.NO_PORT);
        return new StandardPolicy(topology).classify(fields, source);
    }

    @Test
    void connectsAllOfOneBridge() {
        assertThat(route(one, Endpoint.vif(1, 0), "10.0.0.1", "10.0.0.2")).isEqualTo(Endpoint.vif(2, 0));
        assertThat(route(one, Endpoint.vif(1, 0), "10.0.0.1", OUTSIDE)).isEqualTo(Endpoint.PHYSICAL);
        assertThat(route(one, Endpoint.PHYSICAL, OUTSIDE, "10.0.0.2")).isEqualTo(Endpoint.vif(2, 0));
        assertThat(route(one, Endpoint.PHYSICAL, OUTSIDE, "10.0.0.9")).isEqualTo(Endpoint.DROP);
        assertThat(one.deviceDomains()).containsExactly(0);
    }

    @Test
    void keepsTwoBridgesApart() {
        assertThat(two.deviceDomains()).containsExactly(0, 4);
        assertThat(route(two, Endpoint.vif(1, 0), "10.0.0.1", "10.0.0.2")).isEqualTo(Endpoint.DROP);
        assertThat(route(two, Endpoint.vif(3, 0), "10.0.0.3", "10.0.0.2")).isEqualTo(Endpoint.vif(2, 0));
        assertThat(route(two, Endpoint.vif(1, 0), "10.0.0.1", "10.0.0.254")).isEqualTo(Endpoint.vif(0, 0));
    }

    @Test
    void letsOnlyTheBridgeWithTheNicReachTheWire() {
        assertThat(route(two, Endpoint.vif(1, 0), "10.0.0.1", OUTSIDE)).isEqualTo(Endpoint.DROP);
        assertThat(route(two, Endpoint.vif(2, 0), "10.0.0.2", OUTSIDE)).isEqualTo(Endpoint.PHYSICAL);
        assertThat(route(two, Endpoint.PHYSICAL, OUTSIDE, "10.0.0.1")).isEqualTo(Endpoint.DROP);
        assertThat(route(two, Endpoint.PHYSICAL, OUTSIDE, "10.0.0.3")).isEqualTo(Endpoint.vif(3, 0));
    }
}

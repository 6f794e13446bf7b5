package io.nodev.legacy.vfr;

import static io.nodev.legacy.vfr.RuleText.asBuilt;
import static io.nodev.legacy.vfr.RuleText.asDocumented;
import static io.nodev.legacy.vfr.RuleText.icmp;
import static io.nodev.legacy.vfr.RuleText.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.legacy.vfr.SamplePacket.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleListClassifierTest {
    private static final String DROP_ALL = "ADD ACCEPT src=ANY dstdom=18446744073709551615 dstidx=0";
    private static final String ALL_TO_WIRE = "ADD ACCEPT src=ANY dst=PHYS";
    private static final SamplePacket PING = icmp("1/0", "10.0.0.1", "10.0.0.2");

    @Test
    void dropsWhatNoRuleMatches() {
        assertThat(asBuilt().route(PING)).isEqualTo("DROP");
        assertThat(asDocumented().route(PING)).isEqualTo("DROP");
    }

    @Test
    void prefersAConcreteDestinationToANewerSpecialOneAsBuilt() {
        String[] lines = {"ADD ACCEPT src=ANY dstdom=2 dstidx=0", ALL_TO_WIRE};
        assertThat(asBuilt(lines).route(PING)).isEqualTo("2/0");
        assertThat(asDocumented(lines).route(PING)).isEqualTo("PHYS");
    }

    @Test
    void obeysTheOldestOfSeveralSpecialDestinationsAsBuilt() {
        String[] lines = {ALL_TO_WIRE, DROP_ALL};
        assertThat(asBuilt(lines).route(PING)).isEqualTo("PHYS");
        assertThat(asDocumented(lines).route(PING)).isEqualTo("DROP");
    }

    @ParameterizedTest
    @EnumSource(VfrSemantics.Preset.class)
    void obeysTheNewestOfSeveralConcreteDestinations(VfrSemantics.Preset preset) {
        RuleText rules = new RuleText(VfrSemantics.of(preset))
                .write("ADD ACCEPT src=ANY dstdom=2 dstidx=0", "ADD ACCEPT src=ANY dstdom=3 dstidx=0");
        assertThat(rules.route(PING)).isEqualTo("3/0");
    }

    @ParameterizedTest
    @EnumSource(VfrSemantics.Preset.class)
    void neverSendsAPacketBackToWhereItCameFrom(VfrSemantics.Preset preset) {
        VfrSemantics semantics = VfrSemantics.of(preset);
        assertThat(new RuleText(semantics).write(ALL_TO_WIRE).route(icmp("PHYS", "10.0.0.1", "10.0.0.2")))
                .isEqualTo("DROP");
        assertThat(new RuleText(semantics)
                        .write("ADD ACCEPT src=ANY dstdom=1 dstidx=0")
                        .route(PING))
                .isEqualTo("DROP");
    }

    @Test
    void matchesAnExactSourceOrAny() {
        RuleText rules = asBuilt("ADD ACCEPT srcdom=1 srcidx=1 dst=PHYS");
        assertThat(rules.route(icmp("1/1", "1.1.1.1", "2.2.2.2"))).isEqualTo("PHYS");
        assertThat(rules.route(icmp("1/0", "1.1.1.1", "2.2.2.2"))).isEqualTo("DROP");
        assertThat(rules.route(icmp("0/1", "1.1.1.1", "2.2.2.2"))).isEqualTo("DROP");
        RuleText wire = asBuilt("ADD ACCEPT srcdom=18446744073709551615 srcidx=1 dstdom=1");
        assertThat(wire.route(icmp("PHYS", "1.1.1.1", "2.2.2.2"))).isEqualTo("1/0");
        assertThat(wire.route(icmp("2/0", "1.1.1.1", "2.2.2.2"))).isEqualTo("DROP");
    }

    @Test
    void comparesAddressesUnderTheirMasks() {
        RuleText rules = asBuilt("ADD ACCEPT src=ANY dst=PHYS srcaddr=10.0.0.1 srcaddrmask=255.255.0.0"
                + " dstaddr=10.9.0.7 dstaddrmask=0.255.0.0");
        assertThat(rules.route(icmp("1/0", "10.0.77.1", "99.9.1.1"))).isEqualTo("PHYS");
        assertThat(rules.route(icmp("1/0", "10.1.0.1", "99.9.1.1"))).isEqualTo("DROP");
        assertThat(rules.route(icmp("1/0", "10.0.0.1", "10.8.0.7"))).isEqualTo("DROP");
    }

    @Test
    void neverMatchesAMaskedPortAsBuiltAndAlwaysAnUnmaskedOne() {
        SamplePacket web = packet(Kind.TCP, "1/0", "10.0.0.1", "10.0.0.2");
        assertThat(asBuilt(ALL_TO_WIRE + " dstport=80 dstportmask=65535").route(web))
                .isEqualTo("DROP");
        assertThat(asBuilt(ALL_TO_WIRE + " dstport=80").route(web)).isEqualTo("PHYS");
        assertThat(asBuilt(ALL_TO_WIRE + " dstport=1 dstportmask=65534").route(web))
                .isEqualTo("PHYS");
    }

    @Test
    void matchesRealPortsAsDocumented() {
        SamplePacket web = packet(Kind.TCP, "1/0", "10.0.0.1", "10.0.0.2");
        assertThat(asDocumented(ALL_TO_WIRE + " dstport=80").route(web)).isEqualTo("PHYS");
        assertThat(asDocumented(ALL_TO_WIRE + " dstport=81").route(web)).isEqualTo("DROP");
        assertThat(asDocumented(ALL_TO_WIRE + " dstport=81 dstportmask=65534").route(web))
                .isEqualTo("PHYS");
        assertThat(asDocumented(ALL_TO_WIRE + " srcport=40000").route(web)).isEqualTo("PHYS");
        assertThat(asDocumented(ALL_TO_WIRE + " srcport=80").route(web)).isEqualTo("DROP");
        assertThat(asDocumented(ALL_TO_WIRE + " dstport=0").route(PING)).isEqualTo("DROP");
        assertThat(asDocumented(ALL_TO_WIRE + " srcport=65535 dstportmask=0 dstport=0")
                        .route(PING))
                .isEqualTo("DROP");
    }

    @Test
    void takesAMacOctetForTheTransportProtocolAsBuilt() {
        RuleText rules = asBuilt(ALL_TO_WIRE + " proto=tcp");
        assertThat(rules.route(PING, 6)).isEqualTo("PHYS");
        assertThat(rules.route(packet(Kind.TCP, "1/0", "1.1.1.1", "2.2.2.2"), 0x9D))
                .isEqualTo("DROP");
        RuleText udp = asBuilt(ALL_TO_WIRE + " proto=udp");
        assertThat(udp.route(PING, 17)).isEqualTo("PHYS");
        assertThat(udp.route(packet(Kind.ARP, "1/0", "1.1.1.1", "2.2.2.2"), 17)).isEqualTo("DROP");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void matchesTheRealProtocolAsDocumented(Kind kind) {
        SamplePacket sample = packet(kind, "1/0", "1.1.1.1", "2.2.2.2");
        assertThat(asDocumented(ALL_TO_WIRE + " proto=tcp").route(sample, 6))
                .isEqualTo(kind == Kind.TCP ? "PHYS" : "DROP");
        assertThat(asDocumented(ALL_TO_WIRE + " proto=udp").route(sample, 6))
                .isEqualTo(kind == Kind.UDP ? "PHYS" : "DROP");
        assertThat(asDocumented(ALL_TO_WIRE + " proto=arp").route(sample, 6))
                .isEqualTo(kind == Kind.ARP ? "PHYS" : "DROP");
        assertThat(asDocumented(ALL_TO_WIRE + " proto=ip").route(sample, 6))
                .isEqualTo(kind == Kind.ARP ? "DROP" : "PHYS");
    }

    @Test
    void sendsToTheWireWhatARuleGivesToAMissingVifAsBuilt() {
        String line = "ADD ACCEPT src=ANY dstdom=2 dstidx=0";
        assertThat(asBuilt(line).without(2, 0).route(PING)).isEqualTo("PHYS");
        assertThat(asDocumented(line).without(2, 0).route(PING)).isEqualTo("DROP");
        assertThat(asBuilt("ADD ACCEPT src=ANY dstdom=2 dstidx=8").route(PING)).isEqualTo("PHYS");
        assertThat(asBuilt("ADD ACCEPT src=ANY dstdom=40000000000").route(PING)).isEqualTo("PHYS");
    }

    @Test
    void dropsForEverySpecialDestinationButPhysical() {
        for (String index : new String[] {"0", "2", "3", "-1"}) {
            assertThat(asBuilt("ADD ACCEPT src=ANY dstdom=18446744073709551615 dstidx=" + index)
                            .route(PING))
                    .isEqualTo("DROP");
        }
    }

    @Test
    void dropsWhatComesFromTheWireForDestinationAnyRatherThanLookingOn() {
        RuleText rules = asDocumented("ADD ACCEPT src=ANY dstdom=1");
        rules.add(VfrRule.between(VfrEndpoint.ANY, VfrEndpoint.ANY));
        assertThat(rules.route(icmp("PHYS", "1.1.1.1", "2.2.2.2"))).isEqualTo("DROP");
    }

    @Test
    void countsAndGoesOnAsDocumented() {
        RuleText rules = asDocumented(ALL_TO_WIRE, "ADD COUNT src=ANY dstdom=5", "ADD COUNT src=PHYS dstdom=5");
        assertThat(rules.route(PING)).isEqualTo("PHYS");
        assertThat(rules.route(PING)).isEqualTo("PHYS");
        assertThat(rules.list().counts()).containsExactly(0L, 2L, 0L);
    }

    @Test
    void keepsCountsWhenOtherRulesChange() {
        RuleText rules = asDocumented(ALL_TO_WIRE, "ADD COUNT src=ANY dstdom=5");
        rules.route(PING);
        rules.write("ADD ACCEPT src=PHYS dstdom=1");
        rules.route(PING);
        assertThat(rules.list().counts()).containsExactly(0L, 2L, 0L);
    }

    @Test
    void takesCountForAcceptAsBuilt() {
        RuleText rules = asBuilt(ALL_TO_WIRE, "ADD COUNT src=ANY dstdom=5 dstidx=0");
        assertThat(rules.route(PING)).isEqualTo("5/0");
        assertThat(rules.list().counts()).containsExactly(0L, 0L);
    }

    @Test
    void matchesNothingForAProtocolNumberThatIsNone() {
        VfrRuleList list = new VfrRuleList(VfrSemantics.AS_BUILT);
        list.add(new VfrRule(VfrSide.of(VfrEndpoint.ANY), VfrSide.of(VfrEndpoint.PHYSICAL), 32, 0));
        PacketFields fields = new PacketFields();
        fields.setProtocols(PacketFields.NETWORK_IP, 6);
        assertThat(new RuleListClassifier(list, vif -> true).classify(fields, 8))
                .isEqualTo(Endpoint.DROP);
    }
}

package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.packet.MacAddress;
import io.nodev.legacy.vfr.PacketDifference.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticsDifferenceTest {
    private static final MacAddress NIC = MacAddress.parse("00:02:b3:9d:1f:aa");
    private static final IntPredicate ALL = vif -> true;
    private static final int[] SOURCES = {Endpoint.PHYSICAL, 0, 8, 16};

    private static List<PacketDifference> differences(String... lines) {
        return new SemanticsDifference(NIC, ALL).ofList(RuleText.newestFirst(VfrSemantics.AS_BUILT, lines));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADD ACCEPT src=ANY dst=PHYS",
                "ADD ACCEPT dstaddr=1.2.3.4 dstaddrmask=255.255.255.255 src=ANY dstdom=1 dstidx=0 proto=any",
                "DELETE COUNT srcdom=1 srcidx=0 dstdom=2 dstidx=0 srcport=1 srcportmask=65535",
                "PRINT"
            })
    void isNoneForALineThatMeansTheSame(String line) {
        assertThat(SemanticsDifference.ofLine(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ADD ACCEPT dst=PHYS | adds: ACCEPT from 0/0 to PHYSICAL | adds: ACCEPT from ANY to PHYSICAL
            ADD ACCEPT src=PHYS dstdom=1 | adds: ACCEPT from ANY to 1/0 | adds: ACCEPT from PHYSICAL to 1/0
            ADD ACCEPT src=ANY dst=PHYS srcaddr=1.2.3.4 | adds: ACCEPT from ANY source address 1.2.3.4 under mask 0 (any address) to PHYSICAL | adds: ACCEPT from ANY source address 1.2.3.4 to PHYSICAL
            ADD ACCEPT src=ANY dst=PHYS dstport=80 | adds: ACCEPT from ANY to PHYSICAL destination port 80 under mask 0 (any port) | adds: ACCEPT from ANY to PHYSICAL destination port 80
            ADD ACCEPT src=ANY dst=PHYS proto=TCP | adds: ACCEPT from ANY to PHYSICAL | adds: ACCEPT tcp from ANY to PHYSICAL
            ADD ACCEPT src=ANY dst=PHYS proto=a | adds: ACCEPT arp from ANY to PHYSICAL | error at column 35: expected any, ip, tcp, udp or arp, found "a"; write any
            ADD DROP src=ANY dst=PHYS | does nothing | error at column 5: expected ACCEPT or COUNT, found "DROP"; write ACCEPT and send to dstdom=18446744073709551615 dstidx=0, which drops
            FOO ACCEPT src=ANY dst=ANY | adds: ACCEPT from ANY to PHYSICAL | error at column 1: expected ADD, DELETE or PRINT, found "FOO"; begin the line with ADD; also at column 24: expected PHYS or PHYSICAL, found "ANY"; name a vif with dstdom= and dstidx=
            P x | prints the list | error at column 1: expected ADD, DELETE or PRINT, found "P"; write PRINT; also at column 3: expected ACCEPT or COUNT, found "x"; write ACCEPT before the first key; also at column 4: expected a destination, nothing there; add dst=PHYS, or dstdom= and dstidx=
            """)
    void saysHowALineIsReadEitherWay(String line, String asBuilt, String asDocumented) {
        assertThat(SemanticsDifference.ofLine(line)).contains(new LineDifference(line, asBuilt, asDocumented));
    }

    @Test
    void showsAPacketForADifferenceInOrder() {
        List<String> lines = new ArrayList<>(StandardRules.of(1, 0, "192.0.2.11"));
        lines.addAll(StandardRules.of(2, 0, "192.0.2.12"));
        assertThat(differences(lines.toArray(String[]::new)))
                .extracting(PacketDifference::toString)
                .containsExactly(
                        "ARP packet from 2/0, 192.0.2.12 to 192.0.2.11: as built to 1/0, as documented to PHYS");
    }

    @Test
    void showsNoPacketWhereOrderDoesNotMatter() {
        assertThat(differences()).isEmpty();
        assertThat(differences("ADD ACCEPT src=ANY dst=PHYS", "ADD ACCEPT src=ANY dst=PHYS"))
                .isEmpty();
        assertThat(differences("ADD ACCEPT src=ANY dst=PHYS", "ADD ACCEPT src=ANY dstdom=2 dstidx=0"))
                .isEmpty();
        assertThat(differences(
                        "ADD ACCEPT src=ANY dstdom=2 dstidx=0 dstaddr=1.1.1.1 dstaddrmask=255.255.255.255",
                        "ADD ACCEPT src=ANY dst=PHYS dstaddr=1.1.1.2 dstaddrmask=255.255.255.255"))
                .isEmpty();
    }

    @Test
    void showsAPacketForADropThatComesTooLate() {
        assertThat(differences(
                        "ADD ACCEPT src=ANY dst=PHYS",
                        "ADD ACCEPT src=ANY dstdom=18446744073709551615 dstidx=0 proto=arp"))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.cause()).isEqualTo(Cause.ORDER);
                    assertThat(difference.packet().kind()).isEqualTo(SamplePacket.Kind.ARP);
                    assertThat(difference.asBuilt()).isEqualTo(Endpoint.PHYSICAL);
                    assertThat(difference.asDocumented()).isEqualTo(Endpoint.DROP);
                });
    }

    @Test
    void showsAPacketForEachOtherCause() {
        assertThat(new SemanticsDifference(NIC, vif -> vif != 16)
                        .ofList(RuleText.newestFirst(VfrSemantics.AS_BUILT, "ADD ACCEPT src=ANY dstdom=2")))
                .singleElement()
                .hasToString(
                        "ARP packet from 0/0, 198.51.100.7 to 198.51.100.7: as built to PHYS, as documented dropped");
        assertThat(differences("ADD ACCEPT srcdom=1 dstdom=3", "ADD COUNT srcdom=1 dstdom=2"))
                .singleElement()
                .returns(Cause.COUNT, PacketDifference::cause)
                .hasToString(
                        "ARP packet from 1/0, 198.51.100.7 to 198.51.100.7: as built to 2/0, as documented to 3/0");
        assertThat(differences("ADD ACCEPT srcdom=1 dst=PHYS proto=tcp dstport=22 dstportmask=65535"))
                .singleElement()
                .returns(Cause.HEADERS, PacketDifference::cause)
                .hasToString("TCP packet from 1/0, 198.51.100.7 port 40000 to 198.51.100.7 port 22: as built dropped,"
                        + " as documented to PHYS");
    }

    @Test
    void showsNoPacketWhereTwoCausesCancelOut() {
        assertThat(new SemanticsDifference(NIC, vif -> vif != 16)
                        .ofList(RuleText.newestFirst(
                                VfrSemantics.AS_BUILT, "ADD ACCEPT srcdom=1 dstdom=2", "ADD ACCEPT srcdom=1 dst=PHYS")))
                .isEmpty();
    }

    @Test
    void tellsWhenOnlySeveralCausesTogetherMakeTheDifference() {
        assertThat(differences("ADD ACCEPT srcdom=1 dstdom=2", "ADD ACCEPT srcdom=1 dst=PHYS proto=tcp"))
                .singleElement()
                .returns(Cause.SEVERAL, PacketDifference::cause)
                .returns(
                        SamplePacket.Kind.TCP, difference -> difference.packet().kind());
    }

    @Test
    void seesAnOctetThatPassesForAProtocol() {
        MacAddress six = MacAddress.parse("00:02:b3:06:1f:aa");
        List<VfrRule> rules = RuleText.newestFirst(VfrSemantics.AS_BUILT, "ADD ACCEPT srcdom=1 dst=PHYS proto=tcp");
        assertThat(new SemanticsDifference(six, ALL).ofList(rules))
                .singleElement()
                .returns(
                        SamplePacket.Kind.ICMP,
                        difference -> difference.packet().kind());
    }

    @Test
    void findsWhatTryingEveryPacketFindsAndNothingElse() {
        Random random = new Random(6);
        int withDifference = 0;
        for (int round = 0; round < 3000; round++) {
            List<VfrRule> rules = new ArrayList<>();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                rules.add(randomRule(random));
            }
            boolean found = !new SemanticsDifference(NIC, ALL).ofList(rules).isEmpty();
            assertThat(found).as("%s", rules).isEqualTo(differsSomewhere(rules));
            withDifference += found ? 1 : 0;
        }
        assertThat(withDifference).isBetween(300, 2700);
    }

    private static VfrRule randomRule(Random random) {
        VfrEndpoint[] ends = {
            VfrEndpoint.ANY, VfrEndpoint.PHYSICAL, VfrEndpoint.UNKNOWN, new VfrEndpoint(0, 0), new VfrEndpoint(1, 0)
        };
        int[] masks = {0, -1, -2};
        VfrSide from = VfrSide.of(ends[random.nextInt(ends.length)])
                .withAddress(random.nextInt(4))
                .withAddressMask(masks[random.nextInt(3)]);
        VfrSide to = VfrSide.of(ends[1 + random.nextInt(ends.length - 1)])
                .withAddress(random.nextInt(4))
                .withAddressMask(masks[random.nextInt(3)]);
        return new VfrRule(from, to, new int[] {0, 1, 4}[random.nextInt(3)], 0);
    }

    private static boolean differsSomewhere(List<VfrRule> rules) {
        List<CountedRule> counted = rules.stream().map(CountedRule::of).toList();
        EvaluationTable built = EvaluationTable.of(counted, VfrSemantics.AS_BUILT);
        EvaluationTable documented = EvaluationTable.of(counted, VfrSemantics.AS_DOCUMENTED);
        PacketFields fields = new PacketFields();
        for (int source : SOURCES) {
            for (int addresses = 0; addresses < 25; addresses++) {
                fields.setAddresses(addresses % 5, addresses / 5);
                for (int network : new int[] {PacketFields.NETWORK_IP, PacketFields.NETWORK_ARP}) {
                    fields.setProtocols(network, 0);
                    if (built.lookUp(fields, source, ALL) != documented.lookUp(fields, source, ALL)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @Test
    void endsInTimeOnALongListWithoutADifference() {
        List<VfrRule> rules = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            VfrSide from = VfrSide.of(new VfrEndpoint(i, 0)).withAddress(i).withAddressMask(-1);
            rules.add(VfrRule.ZERO.withSource(from).withDestination(VfrSide.of(VfrEndpoint.PHYSICAL)));
        }
        assertThat(new SemanticsDifference(NIC, ALL).ofList(rules)).isEmpty();
    }
}

package io.nodev.legacy.vfr;

import static io.nodev.legacy.vfr.RuleText.icmp;
import static io.nodev.legacy.vfr.RuleText.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.Ipv4Address;
import io.nodev.legacy.vfr.SamplePacket.Kind;
import io.nodev.tck.vfr.VfrVectorCase;
import io.nodev.tck.vfr.VfrVectorStep;
import io.nodev.tck.vfr.VfrVectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardRulesTest {
    private static final String A = "192.0.2.11";
    private static final String B = "192.0.2.12";

    @Test
    void areTheTextTheToolsWrote() {
        assertThat(StandardRules.of(1, 0, A))
                .containsExactly(
                        "ADD ACCEPT srcaddr=192.0.2.11 srcaddrmask=255.255.255.255 srcdom=1 srcidx=0 dst=PHYS proto=any",
                        "ADD ACCEPT dstaddr=192.0.2.11 dstaddrmask=255.255.255.255 src=ANY dstdom=1 dstidx=0 proto=any");
    }

    @Test
    void areEveryWriteOfTheVectorsThatTheToolsMade() {
        List<String> writes = VfrVectors.bundled().stream()
                .filter(one -> one.kind().equals("tools"))
                .flatMap(StandardRulesTest::adds)
                .toList();
        assertThat(writes).hasSizeGreaterThan(100).allSatisfy(line -> {
            VfrRule rule = VfrSemantics.AS_BUILT
                    .parseLine(line)
                    .operation()
                    .orElseThrow()
                    .rule();
            boolean outbound = line.contains("srcaddr=");
            VfrSide own = outbound ? rule.source() : rule.destination();
            List<String> pair = StandardRules.writtenByTools(
                    (int) own.endpoint().domain(), own.endpoint().index(), Ipv4Address.format(own.address()));
            assertThat(pair.get(outbound ? 0 : 1)).isEqualTo(line);
        });
    }

    private static Stream<String> adds(VfrVectorCase one) {
        return one.steps().stream()
                .filter(VfrVectorStep.Write.class::isInstance)
                .map(step -> new String(((VfrVectorStep.Write) step).text(), StandardCharsets.UTF_8).stripTrailing())
                .filter(line -> line.startsWith("ADD "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.1.1", "10.169.254.1", "1.169.254.9", "1.2.169.254"})
    void sendToDomain0FromAnAddressWithTheLinkLocalTextAnywhere(String address) {
        assertThat(StandardRules.of(3, 0, address).get(0)).endsWith(" srcdom=3 srcidx=0 dstdom=0 dstidx=0 proto=any");
        assertThat(StandardRules.of(3, 0, address).get(1)).endsWith(" src=ANY dstdom=3 dstidx=0 proto=any");
    }

    @Test
    void sendDomain0sOwnAddressesToTheWireEvenLinkLocalOnes() {
        assertThat(StandardRules.of(0, 2, "169.254.1.0").get(0)).endsWith(" srcdom=0 srcidx=2 dst=PHYS proto=any");
    }

    @Test
    void areTakenBackByTheirDeletion() {
        RuleText rules = RuleText.asBuilt().write(StandardRules.of(1, 0, A)).write(StandardRules.of(2, 0, B));
        rules.write(StandardRules.deletionOf(1, 0, A));
        assertThat(rules.list().rules())
                .isEqualTo(RuleText.asBuilt()
                        .write(StandardRules.of(2, 0, B))
                        .list()
                        .rules());
    }

    @ParameterizedTest
    @EnumSource(VfrSemantics.Preset.class)
    void areReadAlikeByBothSemantics(VfrSemantics.Preset preset) {
        for (String line : StandardRules.of(1, 0, A)) {
            assertThat(VfrSemantics.of(preset).parseLine(line)).isEqualTo(VfrSemantics.AS_BUILT.parseLine(line));
        }
    }

    private static RuleText twoGuests() {
        return RuleText.asBuilt().write(StandardRules.of(1, 0, A)).write(StandardRules.of(2, 0, B));
    }

    @Test
    void deliverBetweenGuestsLocally() {
        assertThat(twoGuests().route(icmp("1/0", A, B))).isEqualTo("2/0");
        assertThat(twoGuests().route(icmp("2/0", B, A))).isEqualTo("1/0");
        assertThat(twoGuests().route(packet(Kind.ARP, "1/0", A, B))).isEqualTo("2/0");
    }

    @Test
    void sendOutsideOnlyFromTheOwnAddress() {
        assertThat(twoGuests().route(icmp("1/0", A, "198.51.100.1"))).isEqualTo("PHYS");
        assertThat(twoGuests().route(icmp("1/0", B, "198.51.100.1"))).isEqualTo("DROP");
        assertThat(twoGuests().route(icmp("1/0", "0.0.0.0", "255.255.255.255"))).isEqualTo("DROP");
        assertThat(twoGuests().route(icmp("1/0", A, "255.255.255.255"))).isEqualTo("PHYS");
        assertThat(twoGuests().route(packet(Kind.ARP, "1/0", A, "192.0.2.99"))).isEqualTo("PHYS");
    }

    @Test
    void deliverASpoofedPacketToALocalTargetAsBuilt() {
        assertThat(twoGuests().route(icmp("1/0", "203.0.113.5", B))).isEqualTo("2/0");
    }

    @Test
    void deliverFromTheWireWhatIsAddressedToAGuest() {
        assertThat(twoGuests().route(icmp("PHYS", "198.51.100.1", B))).isEqualTo("2/0");
        assertThat(twoGuests().route(icmp("PHYS", "198.51.100.1", "192.0.2.99")))
                .isEqualTo("DROP");
    }

    @Test
    void sendLinkLocalTrafficToTheOlderGuestThroughDomain0() {
        RuleText rules = RuleText.asBuilt()
                .write(StandardRules.of(1, 0, "169.254.1.1"))
                .write(StandardRules.of(2, 0, "169.254.1.2"));
        assertThat(rules.route(icmp("1/0", "169.254.1.1", "169.254.1.2"))).isEqualTo("2/0");
        assertThat(rules.route(icmp("2/0", "169.254.1.2", "169.254.1.1"))).isEqualTo("0/0");
        assertThat(rules.route(icmp("2/0", "169.254.1.2", "198.51.100.1"))).isEqualTo("0/0");
    }
}

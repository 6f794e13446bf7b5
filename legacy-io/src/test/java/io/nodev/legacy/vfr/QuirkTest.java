package io.nodev.legacy.vfr;

import static io.nodev.legacy.vfr.RuleText.icmp;
import static io.nodev.legacy.vfr.RuleText.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.legacy.vfr.SamplePacket.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each quirk of the rules flipped alone, from either preset; the two of the text are in the parsers' tests. */
class QuirkTest {
    private static final String TO_WIRE = "ADD ACCEPT src=ANY dst=PHYS";
    private static final String TO_2_0 = "ADD ACCEPT src=ANY dstdom=2 dstidx=0";
    private static final SamplePacket PING = icmp("1/0", "10.0.0.1", "10.0.0.2");

    @Test
    void areAllOnAsBuiltAndAllOffAsDocumented() {
        assertThat(VfrSemantics.AS_BUILT.quirks()).containsExactlyInAnyOrder(Quirk.values());
        assertThat(VfrSemantics.AS_DOCUMENTED.quirks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_COMMAND_IS_ADD, unknown-command-is-add",
        "PREFIX_MATCHING, prefix-matching",
        "MAC_OCTET_AS_PROTOCOL, mac-octet-as-protocol",
        "OLDEST_SPECIAL_WINS, oldest-special-wins",
        "MISSING_VIF_IS_PHYSICAL, missing-vif-is-physical",
        "LOCAL_SPOOFING, local-spoofing",
        "CREDIT_UNDERFLOW, credit-underflow",
        "CREDIT_WEDGE, credit-wedge",
        "UNMASKED_SLOT, unmasked-slot"
    })
    void haveTheNamesOfTheDescription(Quirk quirk, String key) {
        assertThat(quirk.key()).isEqualTo(key);
        assertThat(Quirk.of(key)).contains(quirk);
        assertThat(Quirk.of(quirk.name())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Quirk.class)
    void flipAlone(Quirk quirk) {
        assertThat(VfrSemantics.AS_BUILT.with(quirk, false).quirks())
                .hasSize(Quirk.values().length - 1)
                .doesNotContain(quirk);
        assertThat(VfrSemantics.AS_DOCUMENTED.with(quirk, true).quirks()).containsExactly(quirk);
        assertThat(VfrSemantics.AS_BUILT.with(quirk, false).with(quirk, true)).isEqualTo(VfrSemantics.AS_BUILT);
    }

    @Test
    void leaveThePresetsOtherMeaningAlone() {
        VfrSemantics flipped = VfrSemantics.AS_BUILT.with(Quirk.OLDEST_SPECIAL_WINS, false);
        assertThat(flipped.isDocumented()).isFalse();
        assertThat(flipped.dropsUnmatchedForEveryone()).isFalse();
        assertThat(VfrSemantics.AS_DOCUMENTED.dropsUnmatchedForEveryone()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"AS_BUILT, true, 2/0", "AS_BUILT, false, PHYS", "AS_DOCUMENTED, true, 2/0", "AS_DOCUMENTED, false, PHYS"
    })
    void oldestSpecialWinsDecidesTheOrder(VfrSemantics.Preset preset, boolean on, String expected) {
        VfrSemantics semantics = VfrSemantics.of(preset).with(Quirk.OLDEST_SPECIAL_WINS, on);
        assertThat(new RuleText(semantics).write(TO_2_0, TO_WIRE).route(PING)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "AS_BUILT, true, PHYS",
        "AS_BUILT, false, DROP",
        "AS_DOCUMENTED, true, PHYS",
        "AS_DOCUMENTED, false, DROP"
    })
    void missingVifIsPhysicalDecidesWhereSuchARuleLeads(VfrSemantics.Preset preset, boolean on, String expected) {
        VfrSemantics semantics = VfrSemantics.of(preset).with(Quirk.MISSING_VIF_IS_PHYSICAL, on);
        assertThat(new RuleText(semantics).write(TO_2_0).without(2, 0).route(PING))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "AS_BUILT, true, DROP",
        "AS_BUILT, false, PHYS",
        "AS_DOCUMENTED, true, DROP",
        "AS_DOCUMENTED, false, PHYS"
    })
    void macOctetAsProtocolDecidesWhatTcpIs(VfrSemantics.Preset preset, boolean on, String expected) {
        VfrSemantics semantics = VfrSemantics.of(preset).with(Quirk.MAC_OCTET_AS_PROTOCOL, on);
        SamplePacket web = packet(Kind.TCP, "1/0", "10.0.0.1", "10.0.0.2");
        assertThat(new RuleText(semantics).write(TO_WIRE + " proto=tcp").route(web, 0x9D))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(VfrSemantics.Preset.class)
    void macOctetAsProtocolDoesNotTouchPorts(VfrSemantics.Preset preset) {
        VfrSemantics semantics = VfrSemantics.of(preset);
        boolean on = semantics.has(Quirk.MAC_OCTET_AS_PROTOCOL);
        RuleText flipped = new RuleText(semantics.with(Quirk.MAC_OCTET_AS_PROTOCOL, !on))
                .write(TO_WIRE + " dstport=80 dstportmask=65535");
        assertThat(flipped.route(packet(Kind.TCP, "1/0", "10.0.0.1", "10.0.0.2")))
                .isEqualTo(semantics.isDocumented() ? "PHYS" : "DROP");
    }

    @ParameterizedTest
    @EnumSource(VfrSemantics.Preset.class)
    void localSpoofingDecidesWhetherAForeignSourceMatters(VfrSemantics.Preset preset) {
        Classifier yes = (fields, source) -> 16;
        int vif = Endpoint.vif(1, 0);
        OwnAddresses own = OwnAddresses.NONE.with(vif, Ipv4Address.parse("10.0.0.1"));
        VfrSemantics semantics = VfrSemantics.of(preset);
        Classifier spoofing = OwnAddressClassifier.of(yes, own, semantics.with(Quirk.LOCAL_SPOOFING, true));
        Classifier strict = OwnAddressClassifier.of(yes, own, semantics.with(Quirk.LOCAL_SPOOFING, false));
        PacketFields fields = new PacketFields();
        fields.setAddresses(Ipv4Address.parse("10.0.0.9"), 0);
        assertThat(spoofing.classify(fields, vif)).isEqualTo(16);
        assertThat(strict.classify(fields, vif)).isEqualTo(Endpoint.DROP);
        assertThat(strict.classify(fields, Endpoint.PHYSICAL)).isEqualTo(16);
        fields.setAddresses(Ipv4Address.parse("10.0.0.1"), 0);
        assertThat(strict.classify(fields, vif)).isEqualTo(16);
        assertThat(strict.classify(fields, Endpoint.vif(1, 1))).isEqualTo(Endpoint.DROP);
    }

    @ParameterizedTest
    @CsvSource({"as-built, AS_BUILT", "as-documented, AS_DOCUMENTED"})
    void startFromANamedPreset(String key, VfrSemantics.Preset preset) {
        assertThat(VfrSemantics.Preset.of(key)).contains(preset);
        assertThat(preset.key()).isEqualTo(key);
        assertThat(VfrSemantics.Preset.of("as-is")).isEmpty();
    }
}

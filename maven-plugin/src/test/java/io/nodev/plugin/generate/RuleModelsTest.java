package io.nodev.plugin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.legacy.vfr.VfrSide;
import io.nodev.templates.classifier.AddressMatch;
import io.nodev.templates.classifier.ClassifierSemantics;
import io.nodev.templates.classifier.HeaderMatch;
import io.nodev.templates.classifier.PortMatch;
import io.nodev.templates.classifier.Protocol;
import io.nodev.templates.classifier.RuleAction;
import io.nodev.templates.classifier.RuleEndpoint;
import io.nodev.templates.classifier.RuleModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleModelsTest {
    private static final VfrSide FROM_WEB = new VfrSide(new VfrEndpoint(1, 0), 0xC000020B, -1, 80, 0xFFFF);
    private static final VfrSide TO_WIRE = new VfrSide(VfrEndpoint.PHYSICAL, 0x0A000000, 0xFF000000, 53, 0xFF);

    @Test
    void saysEachPartOfARule() {
        assertThat(RuleModels.of(new VfrRule(FROM_WEB, TO_WIRE, 3, 1), "vfr.rules:12"))
                .isEqualTo(new RuleModel(
                        "vfr.rules:12",
                        new RuleEndpoint(1, 0),
                        RuleEndpoint.PHYSICAL,
                        new HeaderMatch(
                                AddressMatch.exactly(0xC000020B),
                                new AddressMatch(0x0A000000, 0xFF000000),
                                PortMatch.exactly(80),
                                new PortMatch(53, 0xFF),
                                Protocol.UDP),
                        RuleAction.COUNT));
    }

    @ParameterizedTest
    @CsvSource({"0, ANY", "1, IP", "2, TCP", "3, UDP", "4, ARP"})
    void saysTheProtocol(int code, Protocol protocol) {
        VfrRule rule = new VfrRule(FROM_WEB, TO_WIRE, code, 0);
        assertThat(RuleModels.of(rule, "a rule").headers().protocol()).isEqualTo(protocol);
    }

    @Test
    void keepsARuleWhoseProtocolNoPacketHasAsOneFromNowhere() {
        VfrRule rule = new VfrRule(FROM_WEB, TO_WIRE, 5, 0);
        assertThat(RuleModels.of(rule, "a rule").source()).isEqualTo(RuleEndpoint.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 0xFFFF})
    void takesEveryActionButCountForAccept(int action) {
        VfrRule rule = new VfrRule(FROM_WEB, TO_WIRE, 0, action);
        assertThat(RuleModels.of(rule, "a rule").action()).isEqualTo(RuleAction.ACCEPT);
    }

    @Test
    void saysTheTwoPresets() {
        assertThat(RuleModels.of(VfrSemantics.AS_BUILT)).isEqualTo(ClassifierSemantics.AS_BUILT);
        assertThat(RuleModels.of(VfrSemantics.AS_DOCUMENTED)).isEqualTo(ClassifierSemantics.AS_DOCUMENTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Quirk.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OLDEST_SPECIAL_WINS", "MISSING_VIF_IS_PHYSICAL"})
    void looksOnlyAtQuirksOfTheLookUp(Quirk other) {
        assertThat(RuleModels.of(VfrSemantics.AS_BUILT.with(other, false))).isEqualTo(ClassifierSemantics.AS_BUILT);
    }

    @Test
    void followsEachQuirkOfTheLookUp() {
        assertThat(RuleModels.of(VfrSemantics.AS_BUILT.with(Quirk.OLDEST_SPECIAL_WINS, false)))
                .isEqualTo(ClassifierSemantics.AS_BUILT.withOldestSpecialWins(false));
        assertThat(RuleModels.of(VfrSemantics.AS_DOCUMENTED.with(Quirk.MISSING_VIF_IS_PHYSICAL, true)))
                .isEqualTo(ClassifierSemantics.AS_DOCUMENTED.withMissingVifIsPhysical(true));
    }
}

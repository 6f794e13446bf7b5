package io.nodev.templates.classifier;

import static io.nodev.templates.classifier.Machines.counting;
import static io.nodev.templates.classifier.Machines.rule;
import static io.nodev.templates.classifier.Machines.vif;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nodev.common.classifier.PacketFields;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.templates.GeneratedFile;
import io.nodev.templates.harness.Formatting;
import io.nodev.templates.harness.GoldenFiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassifierEmitterTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles("classifier");
    private static final ClassifierEmitter CODE = new ClassifierEmitter();
    private static final ClassifierEmitter TABLE = new ClassifierEmitter(0);

    @Test
    void writesTheQuickstartMachineAsBuilt() {
        check(
                "quickstart-as-built.java.txt",
                CODE,
                Machines.machine(ClassifierSemantics.AS_BUILT, Machines.quickstart()));
    }

    @Test
    void writesTheQuickstartMachineAsDocumented() {
        check(
                "quickstart-as-documented.java.txt",
                CODE,
                Machines.machine(ClassifierSemantics.AS_DOCUMENTED, Machines.quickstart()));
    }

    @Test
    void writesTheQuickstartMachineAsATable() {
        check(
                "quickstart-table.java.txt",
                TABLE,
                Machines.machine(ClassifierSemantics.AS_BUILT, Machines.quickstart()));
    }

    @Test
    void writesAMachineWithoutRules() {
        check("empty.java.txt", CODE, Machines.machine(ClassifierSemantics.AS_BUILT, List.of()));
    }

    @Test
    void writesEveryKindOfRuleAsCode() {
        check("every-kind.java.txt", CODE, Machines.machine(ClassifierSemantics.AS_DOCUMENTED, everyKind()));
    }

    @Test
    void writesEveryKindOfRuleAsATable() {
        check("every-kind-table.java.txt", TABLE, Machines.machine(ClassifierSemantics.AS_DOCUMENTED, everyKind()));
    }

    @Test
    void writesEveryKindOfRuleAsBuiltButOneThatTakesEveryPacket() {
        List<RuleModel> rules = everyKind().stream()
                .filter(rule -> !rule.origin().equals("vfr.rules:5"))
                .toList();
        check("every-kind-as-built.java.txt", CODE, Machines.machine(ClassifierSemantics.AS_BUILT, rules));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 99, 100, 101, 200, 201, 300, 400, 500, 600, 1_500})
    void writesFormattedSourceTwiceTheSame(int rules) {
        ClassifierModel model = Machines.machine(ClassifierSemantics.AS_BUILT, new RandomRules(rules).rules(rules));
        GeneratedFile file = CODE.emit(model);
        Formatting.assertFormatted(file);
        assertThat(new ClassifierEmitter().emit(model)).isEqualTo(file);
    }

    @Test
    void writesFormattedTablesOfAnyNumberOfConstants() {
        for (int rules = 201; rules < 1_000; rules += 17) {
            Formatting.assertFormatted(
                    CODE.emit(Machines.machine(ClassifierSemantics.AS_BUILT, Machines.rules(rules))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u000a class", "*/ \"\"\" \\\"\"\"", "a\u202eb", "100% $T $L $$", "Ä/\uD83D\uDE00", "\\"})
    void keepsAHostileOriginInsideItsComment(String origin) {
        List<RuleModel> rules = List.of(rule(origin, RuleEndpoint.ANY, vif(1, 0), HeaderMatch.ANY));
        ClassifierModel model = Machines.machine(ClassifierSemantics.AS_BUILT, rules);
        for (ClassifierEmitter emitter : List.of(CODE, TABLE)) {
            Compiled compiled = Compiled.of(emitter, model);
            assertThat(compiled.classifier().classify(new PacketFields(), Machines.DB))
                    .isEqualTo(Machines.WEB);
            Formatting.assertFormatted(compiled.source());
        }
    }

    @Test
    void asksForCountersOnlyIfARuleCounts() {
        List<RuleModel> rules = List.of(counting(rule(RuleEndpoint.ANY, vif(1, 0))));
        assertThat(Machines.machine(ClassifierSemantics.AS_BUILT, rules).needsCounters())
                .isFalse();
        assertThat(Machines.machine(ClassifierSemantics.AS_DOCUMENTED, rules).needsCounters())
                .isTrue();
    }

    @Test
    void refusesALimitOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassifierEmitter(5_001))
                .withMessage("code holds 0 to 5000 rules: codeRules=5001");
    }

    private static List<RuleModel> everyKind() {
        AddressMatch net = new AddressMatch(Ipv4Address.parse("192.0.2.0"), Ipv4Address.parse("255.255.255.0"));
        HeaderMatch web = HeaderMatch.ANY
                .withProtocol(Protocol.TCP)
                .withPorts(new PortMatch(1024, 0xFC00), PortMatch.exactly(80));
        return List.of(
                rule("vfr.rules:14", vif(1, 0), vif(1, 0), HeaderMatch.ANY),
                rule("vfr.rules:13", RuleEndpoint.UNKNOWN, vif(1, 0), HeaderMatch.ANY),
                rule("vfr.rules:12", vif(9, 0), RuleEndpoint.PHYSICAL, HeaderMatch.ANY.withProtocol(Protocol.ARP)),
                rule("vfr.rules:11", vif(1, 0), vif(7, 3), HeaderMatch.ANY.withProtocol(Protocol.UDP)),
                counting(rule("vfr.rules:10", RuleEndpoint.ANY, RuleEndpoint.PHYSICAL, web)),
                counting(rule("vfr.rules:9", RuleEndpoint.ANY, new RuleEndpoint(-1, 7), HeaderMatch.ANY)),
                rule(
                        "vfr.rules:8",
                        RuleEndpoint.PHYSICAL,
                        vif(2, 0),
                        web.withSource(net).withDestination(net)),
                rule("vfr.rules:7", vif(2, 0), RuleEndpoint.UNKNOWN, HeaderMatch.ANY.withProtocol(Protocol.IP)),
                rule("vfr.rules:6", RuleEndpoint.ANY, RuleEndpoint.PHYSICAL, HeaderMatch.ANY),
                rule("vfr.rules:5", RuleEndpoint.ANY, new RuleEndpoint(99_999, 0), HeaderMatch.ANY),
                rule("vfr.rules:4", vif(2, 0), RuleEndpoint.PHYSICAL, HeaderMatch.ANY));
    }

    private static void check(String name, ClassifierEmitter emitter, ClassifierModel model) {
        Compiled compiled = Compiled.of(emitter, model);
        Formatting.assertFormatted(compiled.source());
        GOLDEN.check(name, compiled.source());
    }
}

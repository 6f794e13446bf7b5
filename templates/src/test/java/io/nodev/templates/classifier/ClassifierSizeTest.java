package io.nodev.templates.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classifiers of every size compile, answer, and have no method too long for the just-in-time compiler. */
final class ClassifierSizeTest {
    private static final int LONGEST_COMPILED_METHOD = 8_000;
    private static final ClassifierEmitter CODE = new ClassifierEmitter(ClassifierEmitter.MOST_CODE_RULES);

    private final PacketFields fields = new PacketFields();

    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100, 101, 199, 200, 201, 1_999, 2_000, 2_001, 10_000})
    void compilesAndAnswersAtEverySize(int rules) {
        checkSize(new ClassifierEmitter(), rules);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 201, 1_999, 2_001, 5_000})
    void compilesAndAnswersAsCodeUpToTheMost(int rules) {
        checkSize(CODE, rules);
    }

    @Test
    @Tag("slow")
    void compilesAndAnswersWithFiftyThousandRules() {
        checkSize(new ClassifierEmitter(), 50_000);
    }

    @Test
    void writesCodeUpToTheLimitAndATableAboveIt() {
        assertThat(source(100)).doesNotContain("RuleTable");
        assertThat(source(101)).contains("RuleTable");
    }

    @Test
    void keepsTheLongestRulesWithinCompiledMethods() {
        List<RuleModel> rules = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            rules.add(longest(i));
        }
        ClassifierSemantics semantics = ClassifierSemantics.AS_DOCUMENTED.withOldestSpecialWins(true);
        checkMethods(Compiled.of(CODE, Machines.machine(semantics, rules)));
    }

    private static RuleModel longest(int i) {
        HeaderMatch headers = new HeaderMatch(
                new AddressMatch(0x0A000000 + 4 * i, 0xFFFFFFFE),
                new AddressMatch(0x0B000000 + 4 * i, 0xFFFFFFFC),
                new PortMatch(0x8000 + i, 0xFFFE),
                new PortMatch(0x9000 + i, 0xFFFD),
                Protocol.ARP);
        RuleModel rule = Machines.rule("vfr.rules:" + i, RuleEndpoint.ANY, new RuleEndpoint(32_767 - i, 7), headers);
        return i % 2 == 0 ? Machines.counting(rule) : rule;
    }

    private String source(int rules) {
        return new ClassifierEmitter()
                .emit(Machines.machine(ClassifierSemantics.AS_BUILT, Machines.rules(rules)))
                .text();
    }

    private void checkSize(ClassifierEmitter emitter, int rules) {
        ClassifierModel model = Machines.machine(ClassifierSemantics.AS_BUILT, Machines.rules(rules));
        Compiled compiled = Compiled.of(emitter, model);
        for (int i = 0; i < rules; i += Math.max(1, rules / 500)) {
            assertThat(answer(compiled, 0x0A000000 + i)).isEqualTo(i % 2 == 0 ? Machines.WEB : Machines.DB);
        }
        assertThat(answer(compiled, 0x0A000000 + rules - 1)).isEqualTo(rules % 2 == 1 ? Machines.WEB : Machines.DB);
        assertThat(answer(compiled, 0x0A000000 + rules)).isEqualTo(Endpoint.DROP);
        checkMethods(compiled);
    }

    private static void checkMethods(Compiled compiled) {
        assertThat(compiled.methodSizes())
                .containsKey("classify")
                .allSatisfy((name, bytes) -> assertThat(bytes).as(name).isLessThan(LONGEST_COMPILED_METHOD));
    }

    private int answer(Compiled compiled, int destination) {
        fields.setProtocols(PacketFields.NETWORK_IP, 17);
        fields.setAddresses(0x7F000001, destination);
        return compiled.classifier().classify(fields, Endpoint.PHYSICAL);
    }
}

package io.nodev.templates.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.PacketFields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated classifiers answer as the rules read one by one; {@code -Dnodev.seed=N} repeats one run. */
final class ClassifierPropertyTest {
    private static final int PACKETS = 2_000;

    static LongStream seeds() {
        Long seed = Long.getLong("nodev.seed");
        return seed == null ? LongStream.range(0, 40) : LongStream.of(seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void codeAnswersAsTheRulesReadOneByOne(long seed) {
        checkShrinking(new ClassifierEmitter(ClassifierEmitter.MOST_CODE_RULES), model(seed), seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tableAnswersAsTheRulesReadOneByOne(long seed) {
        checkShrinking(new ClassifierEmitter(0), model(seed), seed);
    }

    private static ClassifierModel model(long seed) {
        RandomRules random = new RandomRules(seed);
        return Machines.machine(random.semantics(), random.rules((int) (seed % 20) * 12));
    }

    /** Fails on the smaller half that also fails, if one does, so that a person can read what is printed. */
    private static void checkShrinking(ClassifierEmitter emitter, ClassifierModel model, long seed) {
        try {
            check(emitter, model, seed);
        } catch (AssertionError failure) {
            int half = model.rules().size() / 2;
            if (half > 0) {
                checkShrinking(emitter, with(model, model.rules().subList(0, half)), seed);
                checkShrinking(
                        emitter,
                        with(model, model.rules().subList(half, model.rules().size())),
                        seed);
            }
            throw failure;
        }
    }

    private static ClassifierModel with(ClassifierModel model, List<RuleModel> rules) {
        return Machines.machine(model.semantics(), rules);
    }

    private static void check(ClassifierEmitter emitter, ClassifierModel model, long seed) {
        List<Integer> counted = new ArrayList<>();
        Compiled compiled = Compiled.of(emitter, model, counted::add);
        Interpreter expected = new Interpreter(model);
        RandomRules random = new RandomRules(~seed);
        PacketFields fields = new PacketFields();
        for (int i = 0; i < PACKETS; i++) {
            random.fill(fields);
            int source = random.source();
            assertThat(compiled.classifier().classify(fields, source))
                    .as(
                            "seed %d, packet %d, source %d, %s",
                            seed, i, source, compiled.source().text())
                    .isEqualTo(expected.classify(fields, source));
        }
        assertThat(counted).as("seed %d, %s", seed, compiled.source().text()).isEqualTo(expected.counted());
    }
}

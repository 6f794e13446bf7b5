package io.nodev.plugin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.RuleListClassifier;
import io.nodev.legacy.vfr.VfrFields;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.templates.classifier.ClassifierModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Generated classifiers answer and count as the interpreted list does, for random rules and frames, under both presets
 * and under every single departure from either; {@code -Dnodev.seed=N} repeats one of the lists of each.
 */
final class GeneratedClassifierAgainstRuleListTest {
    private static final int LISTS = 8;
    private static final int FRAMES = 2_000;

    /** One list to be generated from, and how it reads. */
    private record Sample(String name, long seed, VfrSemantics semantics, VfrRuleList list, ClassifierModel model) {}

    @ParameterizedTest
    @EnumSource(GeneratedForm.class)
    void answersAndCountsAsTheInterpretedListDoes(GeneratedForm form) {
        List<Sample> samples = samples();
        LoadedClasses classes = form.compile(samples.stream().map(Sample::model).toList());
        SortedSet<Integer> answers = new TreeSet<>();
        for (Sample sample : samples) {
            long[] counted = new long[sample.list().rules().size()];
            Classifier generated = GeneratedForm.create(classes, sample.model(), rule -> counted[rule]++);
            compare(sample, generated, form, answers);
            assertThat(counted)
                    .as(() -> sample.name() + "\n" + form.source(sample.model()).text())
                    .containsExactly(
                            sample.list().counts().stream().mapToLong(n -> n).toArray());
        }
        assertThat(answers).hasSize(RandomTraffic.VIFS.size() + 2);
    }

    private static void compare(Sample sample, Classifier generated, GeneratedForm form, SortedSet<Integer> answers) {
        Classifier interpreted = new RuleListClassifier(sample.list(), RandomTraffic.VIFS::contains);
        VfrFields reader = new VfrFields(sample.semantics());
        PacketFields fields = new PacketFields();
        RandomTraffic traffic = new RandomTraffic(~sample.seed());
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = traffic.frame();
            int source = traffic.source();
            if (reader.read(frame, frame.length, fields)) {
                int expected = interpreted.classify(fields, source);
                answers.add(expected);
                int at = i;
                assertThat(generated.classify(fields, source))
                        .as(() -> sample.name() + ", frame " + at + " from " + Endpoint.toString(source) + "\n"
                                + form.source(sample.model()).text())
                        .isEqualTo(expected);
            }
        }
    }

    private static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        semantics()
                .forEach(semantics -> seeds().forEach(seed -> {
                    VfrRuleList list = new VfrRuleList(semantics);
                    list.addAll(new RandomTraffic(seed).rules((int) (seed % LISTS) * 5));
                    ClassifierModel model = new ListState(list.rules(), RandomTraffic.VIFS)
                            .model("Classifier" + samples.size(), semantics);
                    samples.add(new Sample("seed " + seed + ", " + semantics, seed, semantics, list, model));
                }));
        return samples;
    }

    private static LongStream seeds() {
        Long seed = Long.getLong("nodev.seed");
        return seed == null ? LongStream.range(0, LISTS) : LongStream.of(seed);
    }

    private static Stream<VfrSemantics> semantics() {
        return Stream.of(VfrSemantics.AS_BUILT, VfrSemantics.AS_DOCUMENTED)
                .flatMap(preset -> Stream.concat(
                        Stream.of(preset),
                        Arrays.stream(Quirk.values()).map(quirk -> preset.with(quirk, !preset.has(quirk)))));
    }
}

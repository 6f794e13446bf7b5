package io.nodev.plugin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.tck.vfr.VfrVectorCase;
import io.nodev.tck.vfr.VfrVectors;
import io.nodev.templates.classifier.ClassifierModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds generated classifiers, one for every state of a rule list at which the vector file asks of a packet, against the
 * original's answers; {@code -Dvfr.vectors=FILE} names another file of the format.
 */
final class GeneratedClassifierVectorsTest {
    private static final int SHOWN = 10;

    @ParameterizedTest
    @EnumSource(GeneratedForm.class)
    void sendsEveryPacketWhereTheOriginalSentIt(GeneratedForm form) throws IOException {
        List<String> differences = differences(cases(), form, VfrSemantics.AS_BUILT);
        assertThat(differences)
                .as(() -> differences.size() + " differences; the first:\n"
                        + String.join("\n", differences.stream().limit(SHOWN).toList()))
                .isEmpty();
    }

    @Test
    void wouldNoticeAnotherOrderOfEvaluation() throws IOException {
        VfrSemantics newestFirst = VfrSemantics.AS_BUILT.with(Quirk.OLDEST_SPECIAL_WINS, false);
        List<VfrVectorCase> quirks = VfrVectors.bundled().stream()
                .filter(one -> one.kind().equals("quirk"))
                .toList();
        assertThat(differences(quirks, GeneratedForm.TABLE, newestFirst)).isNotEmpty();
    }

    private static List<VfrVectorCase> cases() throws IOException {
        String file = System.getProperty("vfr.vectors", "");
        return file.isEmpty() ? VfrVectors.bundled() : VfrVectors.read(Path.of(file));
    }

    private static List<String> differences(List<VfrVectorCase> cases, GeneratedForm form, VfrSemantics semantics) {
        Map<ListState, ClassifierModel> models = modelsAskedFor(cases, semantics);
        LoadedClasses classes = form.compile(List.copyOf(models.values()));
        return VfrVectors.differences(
                cases,
                () -> new ListStateMachine(
                        state -> GeneratedForm.create(classes, models.get(state), RuleCounters.NONE)));
    }

    /** Plays the cases for the states they pass through; the answers mean nothing yet. */
    private static Map<ListState, ClassifierModel> modelsAskedFor(List<VfrVectorCase> cases, VfrSemantics semantics) {
        Classifier nowhere = (fields, source) -> Endpoint.DROP;
        Map<ListState, ClassifierModel> models = new LinkedHashMap<>();
        VfrVectors.differences(
                cases,
                () -> new ListStateMachine(state -> {
                    models.computeIfAbsent(state, key -> key.model("Classifier" + models.size(), semantics));
                    return nowhere;
                }));
        return models;
    }
}

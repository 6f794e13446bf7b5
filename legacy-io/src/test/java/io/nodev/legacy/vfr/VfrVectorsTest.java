package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.tck.vfr.VfrVectorCase;
import io.nodev.tck.vfr.VfrVectorMachine;
import io.nodev.tck.vfr.VfrVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds parser and look-up against the original's answers; {@code -Dvfr.vectors=FILE} names another file of the format. */
class VfrVectorsTest {
    private static final int SHOWN = 10;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersEveryWriteAndEveryPacketAsTheOriginalDid(boolean isIndexed) throws IOException {
        List<String> differences = VfrVectors.differences(cases(), () -> new Machine(isIndexed));
        assertThat(differences)
                .as(() -> differences.size() + " differences; the first:\n"
                        + String.join("\n", differences.stream().limit(SHOWN).toList()))
                .isEmpty();
    }

    private static List<VfrVectorCase> cases() throws IOException {
        String file = System.getProperty("vfr.vectors", "");
        return file.isEmpty() ? VfrVectors.bundled() : VfrVectors.read(Path.of(file));
    }

    /** The pieces under test, put together as a machine would. */
    private static final class Machine implements VfrVectorMachine {
        private final Set<Integer> vifs = new HashSet<>();
        private final VfrRuleList rules;
        private final VfrParser parser = new VfrParser(VfrSemantics.AS_BUILT);
        private final VfrFields reader = new VfrFields(VfrSemantics.AS_BUILT);
        private final RuleListClassifier classifier;
        private final PacketFields fields = new PacketFields();

        Machine(boolean isIndexed) {
            rules = isIndexed
                    ? new VfrRuleList(VfrSemantics.AS_BUILT, Runnable::run, 0)
                    : new VfrRuleList(VfrSemantics.AS_BUILT, never -> {});
            classifier = new RuleListClassifier(rules, vifs::contains);
        }

        @Override
        public void addVif(int vif) {
            vifs.add(vif);
        }

        @Override
        public String write(byte[] text) {
            Optional<VfrOperation> operation = parser.parse(text);
            operation.ifPresent(this::apply);
            return operation.map(VfrOperation::toString).orElse("none");
        }

        private void apply(VfrOperation operation) {
            switch (operation.command()) {
                case ADD -> rules.add(operation.rule());
                case DELETE -> rules.delete(operation.rule());
                case PRINT -> assertThat(operation.rule()).isEqualTo(VfrRule.ZERO);
            }
        }

        @Override
        public void destroyRules(int domain) {
            rules.purge(domain);
        }

        @Override
        public int route(int source, byte[] frame) {
            return reader.read(frame, frame.length, fields) ? classifier.classify(fields, source) : Endpoint.DROP;
        }
    }
}

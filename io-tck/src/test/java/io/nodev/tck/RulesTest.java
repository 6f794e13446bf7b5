package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.tck.ledger.MustDiffer;
import io.nodev.tck.ledger.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds README and tests together: every rule has a test or says why not, and no test holds a rule that is not there. */
final class RulesTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));

    /** Verdicts by rule. */
    private static Map<String, String> rules() throws IOException {
        Map<String, String> rules = new LinkedHashMap<>();
        for (String line : Files.readAllLines(MODULE.resolve("README.md"))) {
            if (line.matches("\\| [XNBVEIRH]\\d+ \\|.*")) {
                List<String> cells = Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList();
                assertThat(rules.put(cells.get(0), cells.get(cells.size() - 1)))
                        .as("an earlier row of %s", cells.get(0))
                        .isNull();
            }
        }
        return rules;
    }

    private static Set<String> tested() throws IOException {
        Path sources = MODULE.resolve("src/main/java/io/nodev/tck");
        try (Stream<Path> files = Files.list(sources)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Tck.java"))
                    .map(name -> load("io.nodev.tck." + name.replace(".java", "")))
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .map(method -> method.getAnnotation(Rule.class))
                    .filter(rule -> rule != null)
                    .flatMap(rule -> Arrays.stream(rule.value()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void hasATestOrAReasonForEveryRule() throws IOException {
        Set<String> tested = tested();
        assertThat(rules()).isNotEmpty().allSatisfy((rule, verdict) -> {
            boolean untested = verdict.startsWith("untested, because ");
            assertThat(tested.contains(rule)).as("whether %s has a test", rule).isEqualTo(!untested);
            if (!untested) {
                assertThat(verdict).as("the verdict of %s", rule).matches("(agree|differ: ).*");
            }
        });
    }

    @Test
    void testsNothingThatIsNoRule() throws IOException {
        assertThat(rules().keySet()).containsAll(tested());
    }

    @Test
    void numbersRulesWithoutGaps() throws IOException {
        Set<String> rules = rules().keySet();
        assertThat(rules)
                .containsAll(numbered("X", 1, 8))
                .contains("X10", "X11")
                .containsAll(numbered("N", 1, 42))
                .containsAll(numbered("B", 1, 33))
                .containsAll(numbered("V", 1, 30))
                .containsAll(numbered("E", 1, 8))
                .containsAll(numbered("I", 1, 10))
                .containsAll(numbered("H", 1, 9))
                .containsAll(numbered("R", 1, 6));
    }

    private static List<String> numbered(String letter, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> letter + i).toList();
    }

    @Test
    void saysOfExactlyTheRowsOfTheTableThatTheyDiffer() throws IOException {
        Set<String> differ = rules().entrySet().stream()
                .filter(rule -> rule.getValue().startsWith("differ"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(MustDiffer.table().rows().stream().map(MustDiffer.Row::rule))
                .containsExactlyInAnyOrderElementsOf(differ);
    }
}

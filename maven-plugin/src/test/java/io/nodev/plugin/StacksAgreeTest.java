package io.nodev.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodev.common.machine.SchedulerKind;
import io.nodev.tck.IoStackTck;
import io.nodev.tck.ledger.Ledger;
import io.nodev.tck.ledger.LedgerComparison;
import io.nodev.tck.ledger.LedgerComparison.Finding;
import io.nodev.tck.ledger.LedgerComparison.Verdict;
import io.nodev.tck.ledger.LedgerEntry;
import io.nodev.tck.ledger.MustDiffer;
import io.nodev.tck.ledger.Outcome;
import io.nodev.tck.ledger.Policy;
import io.nodev.tck.ledger.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Holds that the two stacks differ exactly where they must, by the ledgers that the common suite left in their artifacts.
 * Skipped where neither stack's tests ran; where some of them did not, this fails.
 */
final class StacksAgreeTest {
    private static final List<String> STACKS = List.of("legacy-io", "devdomain-io");
    private static final Path SUITE =
            Path.of(System.getProperty("basedir", ""), "../io-tck/src/main/java/io/nodev/tck");
    private static final String CONTRACT = "Tck.java";

    private static InputStream open(String stack) {
        return LedgerEntry.class.getResourceAsStream("nodev-" + stack + ".tsv");
    }

    private static Ledger ledgerOf(String stack) throws IOException {
        try (InputStream in = open(stack)) {
            assertThat(in)
                    .as("the ledger of %s, though another stack has one", stack)
                    .isNotNull();
            return Ledger.parse(new String(in.readAllBytes(), UTF_8));
        }
    }

    /** All that holds a rule, under each scheduler. */
    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.list(SUITE)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(CONTRACT))
                    .flatMap(name ->
                            Arrays.stream(contract(name.replace(".java", "")).getDeclaredMethods()))
                    .filter(method -> method.isAnnotationPresent(Rule.class))
                    .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                    .flatMap(test -> Arrays.stream(SchedulerKind.values()).map(kind -> test + " " + kind.id()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Class<?> contract(String name) {
        try {
            return Class.forName(IoStackTck.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void requireThatTheSuiteRan() throws IOException {
        boolean ran = false;
        for (String stack : STACKS) {
            try (InputStream in = open(stack)) {
                ran |= in != null;
            }
        }
        assumeTrue(ran, "the suite has run in no stack");
    }

    @Test
    void heldEveryRuleUnderEachScheduler() throws IOException {
        for (String stack : STACKS) {
            assertThat(ledgerOf(stack).entries().stream()
                            .map(entry -> entry.test() + " " + entry.scheduler())
                            .collect(Collectors.toCollection(TreeSet::new)))
                    .as("tests in the ledger of %s", stack)
                    .isEqualTo(tests());
        }
    }

    @Test
    void differExactlyWhereTheTableSays() throws IOException {
        Ledger legacy = ledgerOf("legacy-io");
        Ledger deviceDomain = ledgerOf("devdomain-io");
        List<Finding> findings = new LedgerComparison(MustDiffer.table(), Policy.OPEN).compare(legacy, deviceDomain);

        assertThat(findings).isNotEmpty();
        assertThat(findings)
                .filteredOn(finding -> finding.verdict().isWrong() || finding.verdict() == Verdict.INCOMPLETE)
                .isEmpty();
    }

    @Test
    void leaveNoRuleWithoutAnOccasion() throws IOException {
        for (String stack : STACKS) {
            assertThat(ledgerOf(stack).entries())
                    .filteredOn(entry -> entry.outcome() == Outcome.NOT_EXERCISED)
                    .isEmpty();
        }
    }
}

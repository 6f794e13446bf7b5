package io.nodev.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodev.tck.ledger.Ledger;
import io.nodev.tck.ledger.LedgerComparison;
import io.nodev.tck.ledger.LedgerComparison.Finding;
import io.nodev.tck.ledger.LedgerComparison.Verdict;
import io.nodev.tck.ledger.LedgerEntry;
import io.nodev.tck.ledger.MustDiffer;
import io.nodev.tck.ledger.Outcome;
import io.nodev.tck.ledger.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds that the two stacks differ exactly where they must, by the ledgers that the common suite left in their artifacts.
 * Skipped where their tests did not run, or only some of them.
 */
final class StacksAgreeTest {
    private static Ledger ledgerOf(String stack) throws IOException {
        String resource = "nodev-" + stack + ".tsv";
        try (InputStream in = LedgerEntry.class.getResourceAsStream(resource)) {
            assumeTrue(in != null, "the suite has not run in " + stack + ": resource=" + resource);
            return Ledger.parse(new String(in.readAllBytes(), UTF_8));
        }
    }

    private static Set<String> testsOf(Ledger ledger) {
        return ledger.entries().stream().map(LedgerEntry::test).collect(Collectors.toSet());
    }

    @Test
    void differExactlyWhereTheTableSays() throws IOException {
        Ledger legacy = ledgerOf("legacy-io");
        Ledger deviceDomain = ledgerOf("devdomain-io");
        assumeTrue(testsOf(legacy).equals(testsOf(deviceDomain)), "the suite has run in part only");

        List<Finding> findings = new LedgerComparison(MustDiffer.table(), Policy.OPEN).compare(legacy, deviceDomain);

        assertThat(findings).isNotEmpty();
        assertThat(findings)
                .filteredOn(finding -> finding.verdict().isWrong() || finding.verdict() == Verdict.INCOMPLETE)
                .isEmpty();
    }

    @Test
    void leaveNoRuleWithoutAnOccasion() throws IOException {
        for (String stack : List.of("legacy-io", "devdomain-io")) {
            assertThat(ledgerOf(stack).entries())
                    .filteredOn(entry -> entry.outcome() == Outcome.NOT_EXERCISED)
                    .isEmpty();
        }
    }
}

package io.nodev.tck.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.tck.ledger.LedgerComparison.Finding;
import io.nodev.tck.ledger.LedgerComparison.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerComparisonTest {
    private static final MustDiffer TABLE =
            MustDiffer.parse("rule\tpolicy\treason\tsource\nN2\topen\tstamping\there\n");

    private static LedgerEntry entry(String rule, Outcome outcome, String observed) {
        return new LedgerEntry(rule, "SomeTck.some", "cooperative", outcome, observed);
    }

    private static Finding only(Policy policy, LedgerEntry first, LedgerEntry second) {
        List<Finding> findings =
                new LedgerComparison(TABLE, policy).compare(Ledger.of(List.of(first)), Ledger.of(List.of(second)));
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    @Test
    void acceptsAnAgreementWithoutARow() {
        Finding finding =
                only(Policy.OPEN, entry("N1", Outcome.PASSED, "status=0"), entry("N1", Outcome.PASSED, "status=0"));
        assertThat(finding.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(finding.verdict().isWrong()).isFalse();
    }

    @Test
    void refusesADifferenceWithoutARowUnderEitherPolicy() {
        for (Policy policy : Policy.values()) {
            Finding finding =
                    only(policy, entry("N1", Outcome.PASSED, "status=0"), entry("N1", Outcome.PASSED, "status=2"));
            assertThat(finding.verdict()).isEqualTo(Verdict.UNEXPLAINED);
            assertThat(finding.verdict().isWrong()).isTrue();
            assertThat(finding)
                    .hasToString("N1 differs without a row: "
                            + "SomeTck.some (cooperative): passed status=0 / passed status=2");
        }
    }

    @Test
    void acceptsADifferenceWithARow() {
        Finding finding = only(Policy.OPEN, entry("N2", Outcome.PASSED, "a"), entry("N2", Outcome.REFUSED, "lacks it"));
        assertThat(finding.verdict()).isEqualTo(Verdict.DIFFERS);
    }

    @Test
    void refusesAnAgreementDespiteARowWhenEverythingMayPass() {
        Finding finding = only(Policy.OPEN, entry("N2", Outcome.PASSED, "a"), entry("N2", Outcome.PASSED, "a"));
        assertThat(finding.verdict()).isEqualTo(Verdict.CONVERGED);
        assertThat(finding).hasToString("N2 agrees despite a row: stamping");
    }

    @Test
    void blamesThePolicyForAnAgreementOnAGeneratedMachine() {
        Finding finding = only(Policy.DERIVED, entry("N2", Outcome.PASSED, "a"), entry("N2", Outcome.PASSED, "a"));
        assertThat(finding).hasToString("N2 masked by policy");
    }

    @Test
    void comparesNothingWithWhatWasNotExercised() {
        Finding finding = only(
                Policy.OPEN,
                entry("N1", Outcome.PASSED, "a"),
                entry("N1", Outcome.NOT_EXERCISED, "not-exercised, because there is one guest"));
        assertThat(finding.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(finding.detail()).contains("because there is one guest");
    }

    private static LedgerEntry entry(String test, String scheduler, String observed) {
        return new LedgerEntry("N2", "SomeTck." + test, scheduler, Outcome.PASSED, observed);
    }

    private static Finding comparison(List<LedgerEntry> first, List<LedgerEntry> second) {
        return new LedgerComparison(TABLE, Policy.OPEN)
                .compare(Ledger.of(first), Ledger.of(second))
                .get(0);
    }

    @Test
    void missesATestThatOneLedgerLacksThoughAnotherOfTheRuleDiffers() {
        Finding finding = comparison(
                List.of(entry("one", "cooperative", "a"), entry("other", "cooperative", "a")),
                List.of(entry("one", "cooperative", "b")));
        assertThat(finding.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(finding.detail()).isEqualTo("in one ledger only: SomeTck.other (cooperative)");
    }

    @Test
    void refusesAnAgreementUnderOneSchedulerThoughTheRuleDiffersUnderTheOther() {
        Finding finding = comparison(
                List.of(entry("one", "cooperative", "a"), entry("one", "threaded", "a")),
                List.of(entry("one", "cooperative", "b"), entry("one", "threaded", "a")));
        assertThat(finding.verdict()).isEqualTo(Verdict.CONVERGED);
    }

    @Test
    void acceptsThatOneTestOfARuleDiffersUnderEachScheduler() {
        Finding finding = comparison(
                List.of(
                        entry("one", "cooperative", "a"),
                        entry("other", "cooperative", "a"),
                        entry("one", "threaded", "a"),
                        entry("other", "threaded", "a")),
                List.of(
                        entry("one", "cooperative", "b"),
                        entry("other", "cooperative", "a"),
                        entry("one", "threaded", "b"),
                        entry("other", "threaded", "a")));
        assertThat(finding.verdict()).isEqualTo(Verdict.DIFFERS);
    }

    @Test
    void missesARuleThatOneLedgerLacks() {
        List<Finding> findings = new LedgerComparison(TABLE, Policy.OPEN)
                .compare(Ledger.of(List.of(entry("N1", Outcome.PASSED, "a"))), new Ledger());
        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.INCOMPLETE);
    }

    @Test
    void refusesATableWithTwoRowsForOneRule() {
        assertThatThrownBy(() -> MustDiffer.parse("rule\tpolicy\treason\tsource\nN2\topen\ta\tb\nN2\topen\tc\td\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a rule has one row under a policy: rule=N2");
    }

    @Test
    void givesEveryRowAReasonAndASource() {
        assertThat(MustDiffer.table().rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.reason()).isNotBlank();
            assertThat(row.source()).contains(" at ");
        });
    }
}

package io.nodev.tck.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static LedgerEntry entry(String rule) {
        return new LedgerEntry(rule, "SomeTck.some", "threaded", Outcome.PASSED, "status=0");
    }

    @Test
    void ordersRulesByLetterAndNumber() {
        Ledger ledger = Ledger.of(List.of(entry("N10"), entry("X1"), entry("N9"), entry("E1")));
        assertThat(ledger.entries()).extracting(LedgerEntry::rule).containsExactly("E1", "N9", "N10", "X1");
    }

    @Test
    void readsWhatItWrote(@TempDir Path folder) {
        Ledger ledger = Ledger.of(List.of(entry("N1"), entry("N2")));
        Path file = folder.resolve("target").resolve("io-tck.tsv");
        ledger.write(file);
        assertThat(Ledger.read(file).text()).isEqualTo(ledger.text());
        assertThat(file)
                .hasContent("rule\ttest\tscheduler\toutcome\tobserved\n"
                        + "N1\tSomeTck.some\tthreaded\tpassed\tstatus=0\n"
                        + "N2\tSomeTck.some\tthreaded\tpassed\tstatus=0\n");
    }

    @Test
    void keepsAnObservationOnOneLine() {
        LedgerEntry entry = new LedgerEntry("N1", "T.t", "threaded", Outcome.FAILED, "one\n\ttwo");
        assertThat(LedgerEntry.parse(entry.line()).observed()).isEqualTo("one two");
    }

    @Test
    void refusesWhatIsNoLedger() {
        assertThatThrownBy(() -> Ledger.parse("")).hasMessage("a ledger starts with its header: lines=0");
        assertThatThrownBy(() -> LedgerEntry.parse("N1\tx")).hasMessage("a ledger has 5 columns: line=N1\tx");
        assertThatThrownBy(() -> Outcome.of("green")).hasMessage("no outcome has this word: id=green");
    }
}

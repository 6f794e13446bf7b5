package io.nodev.tck.ledger;

import java.util.Comparator;
import java.util.List;

/**
 * One line of a ledger.
 *
 * @param rule the rule's id
 * @param test {@code Class.method} of the contract's class, without parameters
 * @param scheduler who gave turns
 * @param outcome what came of it
 * @param observed what was seen, in the test's own canonical words
 */
public record LedgerEntry(String rule, String test, String scheduler, Outcome outcome, String observed)
        implements Comparable<LedgerEntry> {
    private static final Comparator<LedgerEntry> ORDER = Comparator.comparing(
                    (LedgerEntry entry) -> entry.rule.replaceAll("\\d", ""))
            .thenComparing(entry -> Integer.parseInt("0" + entry.rule.replaceAll("\\D", "")))
            .thenComparing(LedgerEntry::test)
            .thenComparing(LedgerEntry::scheduler)
            .thenComparing(LedgerEntry::observed);
    private static final int COLUMNS = 5;

    /** Makes the observation one line without tabs. */
    public LedgerEntry {
        observed = observed.replaceAll("[\\t\\r\\n]+", " ").strip();
    }

    /** By letter and number of the rule, then by test and scheduler. */
    @Override
    public int compareTo(LedgerEntry other) {
        return ORDER.compare(this, other);
    }

    /** The line, without its end. */
    public String line() {
        return String.join("\t", List.of(rule, test, scheduler, outcome.id(), observed));
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LedgerEntry parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("a ledger has 5 columns: line=" + line);
        }
        return new LedgerEntry(columns[0], columns[1], columns[2], Outcome.of(columns[3]), columns[4]);
    }
}

package io.nodev.tck.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two stacks' ledgers side by side. Where the stacks' own machines differ, with every frame let pass, each difference must
 * have its row and each row its difference. On a generated machine a policy may hide a difference, so only a difference
 * without a row is wrong there.
 */
public final class LedgerComparison {
    private final MustDiffer table;
    private final Policy policy;

    /** What came of comparing one rule. */
    public enum Verdict {
        /** The same in both, as it must be. */
        AGREES("agrees"),
        /** Not the same, as it must be. */
        DIFFERS("differs"),
        /** Not the same, and nothing says why. */
        UNEXPLAINED("differs without a row"),
        /** The same, although a row says that it must not be; under one scheduler is enough. */
        CONVERGED("agrees despite a row"),
        /** The same, although it differs under another policy. */
        MASKED("masked by policy"),
        /** A test of it is in one ledger only, or did not hold, or had no occasion in one of them. */
        INCOMPLETE("incomplete");

        private final String id;

        Verdict(String id) {
            this.id = id;
        }

        /** The words in reports. */
        public String id() {
            return id;
        }

        /** Whether it must not be. */
        public boolean isWrong() {
            return this == UNEXPLAINED || this == CONVERGED;
        }
    }

    /**
     * One rule.
     *
     * @param detail what the first and the second stack observed where they differ, or the row's reason
     */
    public record Finding(String rule, Verdict verdict, String detail) {
        @Override
        public String toString() {
            return rule + " " + verdict.id() + (detail.isEmpty() ? "" : ": " + detail);
        }
    }

    /** A comparison under a policy. */
    public LedgerComparison(MustDiffer table, Policy policy) {
        this.table = table;
        this.policy = policy;
    }

    /** Compares two ledgers rule by rule, in the rules' order. */
    public List<Finding> compare(Ledger first, Ledger second) {
        Map<LedgerEntry, LedgerEntry[]> pairs = new TreeMap<>();
        first.entries().forEach(entry -> pairs.computeIfAbsent(key(entry), key -> new LedgerEntry[2])[0] = entry);
        second.entries().forEach(entry -> pairs.computeIfAbsent(key(entry), key -> new LedgerEntry[2])[1] = entry);
        List<Finding> findings = new ArrayList<>();
        rules(first, second)
                .forEach(rule -> findings.add(finding(
                        rule,
                        pairs.values().stream()
                                .filter(pair -> Stream.of(pair)
                                        .anyMatch(entry ->
                                                entry != null && entry.rule().equals(rule)))
                                .toList())));
        return findings;
    }

    private static LedgerEntry key(LedgerEntry entry) {
        return new LedgerEntry(entry.rule(), entry.test(), entry.scheduler(), Outcome.PASSED, "");
    }

    private static List<String> rules(Ledger first, Ledger second) {
        return Stream.concat(first.entries().stream(), second.entries().stream())
                .sorted()
                .map(LedgerEntry::rule)
                .distinct()
                .toList();
    }

    private Finding finding(String rule, List<LedgerEntry[]> pairs) {
        String differences = pairs.stream()
                .filter(pair -> isComplete(pair) && !isSame(pair))
                .map(pair ->
                        pair[0].test() + " (" + pair[0].scheduler() + "): " + seen(pair[0]) + " / " + seen(pair[1]))
                .collect(Collectors.joining("; "));
        Optional<MustDiffer.Row> row = table.row(rule, policy);
        boolean known = policy == Policy.OPEN ? row.isPresent() : table.names(rule);
        if (!differences.isEmpty() && !known) {
            return new Finding(rule, Verdict.UNEXPLAINED, differences);
        }
        if (!pairs.stream().allMatch(LedgerComparison::isComplete)) {
            return new Finding(rule, Verdict.INCOMPLETE, incomplete(pairs));
        }
        if (row.isPresent() && policy == Policy.OPEN && !differUnderEachScheduler(pairs)) {
            return new Finding(rule, Verdict.CONVERGED, row.get().reason());
        }
        Verdict otherwise = table.names(rule) ? Verdict.MASKED : Verdict.AGREES;
        return new Finding(rule, differences.isEmpty() ? otherwise : Verdict.DIFFERS, differences);
    }

    /** A rule may have several tests; those of one that differ must not hide that those of another scheduler agree. */
    private static boolean differUnderEachScheduler(List<LedgerEntry[]> pairs) {
        return pairs.stream().collect(Collectors.groupingBy(pair -> pair[0].scheduler())).values().stream()
                .allMatch(ofOne -> ofOne.stream().anyMatch(pair -> !isSame(pair)));
    }

    private static String seen(LedgerEntry entry) {
        return entry.outcome().id() + " " + entry.observed();
    }

    private static boolean isSame(LedgerEntry[] pair) {
        return pair[0].outcome() == pair[1].outcome() && pair[0].observed().equals(pair[1].observed());
    }

    private static boolean isComplete(LedgerEntry[] pair) {
        return Stream.of(pair)
                .allMatch(entry ->
                        entry != null && entry.outcome() != Outcome.FAILED && entry.outcome() != Outcome.NOT_EXERCISED);
    }

    private static String incomplete(List<LedgerEntry[]> pairs) {
        return pairs.stream()
                .filter(pair -> !isComplete(pair))
                .map(LedgerComparison::missing)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String missing(LedgerEntry[] pair) {
        if (pair[0] == null || pair[1] == null) {
            LedgerEntry only = pair[0] == null ? pair[1] : pair[0];
            return "in one ledger only: " + only.test() + " (" + only.scheduler() + ")";
        }
        return Stream.of(pair)
                .filter(entry -> entry.outcome() != Outcome.PASSED)
                .map(LedgerComparison::seen)
                .distinct()
                .collect(Collectors.joining("; "));
    }
}

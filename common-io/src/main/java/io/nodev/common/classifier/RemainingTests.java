package io.nodev.common.classifier;

import java.util.List;

/** What the row of a pattern has no place for: negations, sets, further ranges. */
final class RemainingTests {
    private final Condition[] conditions;
    private final KeySet[] sets;

    private RemainingTests(List<Condition> conditions, List<KeySet> sets) {
        this.conditions = conditions.toArray(Condition[]::new);
        this.sets = sets.toArray(KeySet[]::new);
    }

    /** The tests, or null if there are none. */
    static RemainingTests of(List<Condition> conditions, List<KeySet> sets) {
        return conditions.isEmpty() && sets.isEmpty() ? null : new RemainingTests(conditions, sets);
    }

    boolean match(long[] key) {
        for (Condition condition : conditions) {
            if (!condition.matches(key)) {
                return false;
            }
        }
        for (KeySet set : sets) {
            if (!set.contains(key)) {
                return false;
            }
        }
        return true;
    }
}

package io.nodev.common.classifier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What a rule asks of a key: all conditions hold, and the key is in all sets. Without either, every key matches.
 *
 * @param conditions tests of single words, several of a word allowed
 * @param sets what is left to ask of keys that pass the conditions
 */
public record Pattern(List<Condition> conditions, List<KeySet> sets) {
    /** Keeps private copies. */
    public Pattern {
        conditions = List.copyOf(conditions);
        sets = List.copyOf(sets);
    }

    /** A pattern without sets. */
    public static Pattern of(Condition... conditions) {
        return new Pattern(List.of(conditions), List.of());
    }

    /** A pattern without sets. */
    public static Pattern of(Collection<Condition> conditions) {
        return new Pattern(List.copyOf(conditions), List.of());
    }

    /**
     * The same conditions in fewer tests, those that look at most bits first: what is asked for exactly of one word is one
     * test, and what asks nothing is none. Contradictions are left as they are.
     */
    List<Condition> merged() {
        List<Condition> merged = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition.mask() != 0 || condition.isNegated()) {
                mergeInto(merged, condition);
            }
        }
        merged.sort(Comparator.comparingInt(Pattern::bits).reversed());
        return merged;
    }

    private static void mergeInto(List<Condition> merged, Condition condition) {
        for (int i = 0; i < merged.size(); i++) {
            Condition other = merged.get(i);
            boolean isExact = condition.isExact() && other.isExact() && condition.word() == other.word();
            if (isExact && ((condition.low() ^ other.low()) & condition.mask() & other.mask()) == 0) {
                merged.set(
                        i,
                        Condition.masked(
                                condition.word(), condition.mask() | other.mask(), condition.low() | other.low()));
                return;
            }
        }
        merged.add(condition);
    }

    private static int bits(Condition condition) {
        return Long.bitCount(condition.knownMask());
    }
}

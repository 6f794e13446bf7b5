package io.nodev.common.classifier;

import java.util.ArrayList;
import java.util.List;

/**
 * Rules of which the first that matches decides, unless it only counts. Those that only count have an index of their own,
 * which is asked for all that match and come before the one that decides. Immutable; a question allocates nothing.
 */
public final class RuleIndex {
    private final Part deciding;
    private final Part counting;

    private RuleIndex(Part deciding, Part counting) {
        this.deciding = deciding;
        this.counting = counting;
    }

    /**
     * One rule.
     *
     * @param pattern what it asks of a key
     * @param onlyCounts whether a match is counted and the next rule tried
     * @param number for a rule that only counts, what is counted; for another one, the answer
     */
    public record Rule(Pattern pattern, boolean onlyCounts, int number) {}

    /** Some of the rules: their index, and of each its place among all and its number. */
    private record Part(PatternIndex index, int[] places, int[] numbers) {
        static Part of(List<Rule> rules, boolean onlyCounts) {
            List<Pattern> patterns = new ArrayList<>();
            int[] places = new int[rules.size()];
            int[] numbers = new int[rules.size()];
            for (int place = 0; place < rules.size(); place++) {
                Rule rule = rules.get(place);
                if (rule.onlyCounts == onlyCounts) {
                    places[patterns.size()] = place;
                    numbers[patterns.size()] = rule.number;
                    patterns.add(rule.pattern);
                }
            }
            return new Part(PatternIndex.of(patterns), places, patterns.isEmpty() ? new int[0] : numbers);
        }
    }

    /** An index of rules in the order in which they are tried. */
    public static RuleIndex of(List<Rule> inOrder) {
        return new RuleIndex(Part.of(inOrder, false), Part.of(inOrder, true));
    }

    /**
     * The number of the first rule that a key matches and that decides.
     *
     * @param key the words the patterns look at
     * @param otherwise the answer if there is none
     * @param counters told the number of every rule that only counts, matches, and comes before the one that decides
     */
    public int find(long[] key, int otherwise, RuleCounters counters) {
        int decider = deciding.index.first(key, 0);
        boolean isDecided = decider != PatternIndex.NONE;
        if (counting.numbers.length != 0) {
            count(key, isDecided ? deciding.places[decider] : PatternIndex.NONE, counters);
        }
        return isDecided ? deciding.numbers[decider] : otherwise;
    }

    private void count(long[] key, int before, RuleCounters counters) {
        int counted = counting.index.first(key, 0);
        while (counted != PatternIndex.NONE && counting.places[counted] < before) {
            counters.count(counting.numbers[counted]);
            counted = counting.index.first(key, counted + 1);
        }
    }
}

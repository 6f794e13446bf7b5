package io.nodev.common.classifier;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which words and fields the patterns of a table ask for most often.
 *
 * @param words three words that are asked for exact bits; a word of 0 where there are no more
 * @param fields two fields that are asked for ranges
 */
record PatternColumns(int[] words, Field[] fields) {
    private static final int WORDS = 3;
    private static final int FIELDS = 2;
    private static final int MOST_BITS = 32;

    /**
     * Adjacent bits of a word.
     *
     * @param word which word
     * @param mask the bits; 0 for no field
     */
    record Field(int word, long mask) {
        private static final Field NONE = new Field(0, 0);

        /** How far up the bits are. */
        int shift() {
            return mask == 0 ? 0 : Long.numberOfTrailingZeros(mask);
        }

        /** The largest number it can have. */
        long max() {
            return mask >>> shift();
        }

        /** Whether a condition asks for a range of this field. */
        boolean holds(Condition condition) {
            return !condition.isNegated() && condition.mask() == mask && condition.word() == word && mask != 0;
        }
    }

    static PatternColumns of(List<List<Condition>> patterns) {
        Integer[] words =
                most(patterns, Condition::isExact, Condition::word, WORDS).toArray(Integer[]::new);
        List<Field> fields = most(
                patterns,
                condition -> !condition.isExact() && isNarrow(condition),
                condition -> new Field(condition.word(), condition.mask()),
                FIELDS);
        int[] chosen = new int[WORDS];
        Arrays.setAll(chosen, i -> i < words.length ? words[i] : 0);
        Field[] ranges = new Field[FIELDS];
        Arrays.setAll(ranges, i -> i < fields.size() ? fields.get(i) : Field.NONE);
        return new PatternColumns(chosen, ranges);
    }

    private static boolean isNarrow(Condition condition) {
        long mask = condition.mask();
        return !condition.isNegated()
                && mask != 0
                && mask >>> Long.numberOfTrailingZeros(mask) <= (1L << MOST_BITS) - 1;
    }

    private static <T> List<T> most(
            List<List<Condition>> patterns, Predicate<Condition> of, Function<Condition, T> by, int limit) {
        Map<T, Integer> counts = new HashMap<>();
        patterns.forEach(conditions ->
                conditions.stream().filter(of).map(by).distinct().forEach(key -> counts.merge(key, 1, Integer::sum)));
        return counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<T, Integer> entry) -> -entry.getValue())
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }
}

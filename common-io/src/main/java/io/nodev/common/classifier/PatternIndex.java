package io.nodev.common.classifier;

import java.util.List;

/**
 * Finds which of many patterns a key matches first. Immutable, and for any number of threads; a question allocates
 * nothing, takes no lock and never throws.
 */
public interface PatternIndex {
    /** Returned when no pattern matches: above every pattern's number. */
    int NONE = Integer.MAX_VALUE;

    /**
     * The number of the first pattern from one on that a key matches, or {@link #NONE}.
     *
     * @param key the words the patterns look at, at least one
     * @param from the first pattern that counts, at least 0; whoever goes on behind a match asks from the next one
     */
    int first(long[] key, int from);

    /** An index of the shape that suits the patterns; they are numbered from 0 on. */
    static PatternIndex of(List<Pattern> patterns) {
        return patterns.size() <= PatternList.FEW ? new PatternList(patterns) : PatternTreeBuilder.best(patterns);
    }

    /** An index that asks one pattern after the other, whatever there are: quick to make, and slow for many. */
    static PatternIndex inOrder(List<Pattern> patterns) {
        return new PatternList(patterns);
    }
}

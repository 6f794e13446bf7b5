package io.nodev.common.classifier;

import java.util.List;

/** Patterns asked one by one, in order: the shape for a few, and what every other shape has to agree with. */
final class PatternList implements PatternIndex {
    /** Up to so many patterns no other shape is faster. */
    static final int FEW = 4;

    private final PatternTable table;

    PatternList(List<Pattern> patterns) {
        table = new PatternTable(patterns);
    }

    @Override
    public int first(long[] key, int from) {
        for (int pattern = from; pattern < table.size(); pattern++) {
            if (table.matches(pattern, key)) {
                return pattern;
            }
        }
        return NONE;
    }
}

package io.nodev.common.classifier;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/** Patterns seen from the side of their words: what each asks of each, and into which children of a cut it falls. */
final class PatternRows {
    private final int size;
    private final int words;
    private final long[] known;
    private final long[] value;
    private final Condition[][] ranges;

    PatternRows(List<Pattern> patterns) {
        size = patterns.size();
        words = patterns.stream()
                .flatMap(pattern -> pattern.conditions().stream())
                .mapToInt(condition -> condition.word() + 1)
                .max()
                .orElse(0);
        known = new long[size * words];
        value = new long[size * words];
        ranges = new Condition[size * words][];
        for (int row = 0; row < size; row++) {
            for (Condition condition : patterns.get(row).merged()) {
                add(row * words + condition.word(), condition);
            }
        }
    }

    private void add(int at, Condition condition) {
        boolean contradicts = ((value[at] ^ condition.low()) & known[at] & condition.knownMask()) != 0;
        known[at] |= condition.knownMask();
        value[at] |= condition.low() & condition.knownMask();
        if (!condition.isExact() || contradicts) {
            int others = ranges[at] == null ? 0 : ranges[at].length;
            Condition[] more = new Condition[others + 1];
            if (others > 0) {
                System.arraycopy(ranges[at], 0, more, 0, others);
            }
            more[others] = condition;
            ranges[at] = more;
        }
    }

    int size() {
        return size;
    }

    /** The number of words that any pattern looks at, counted from the first. */
    int words() {
        return words;
    }

    /** The bits of a word in which all that match a pattern agree. */
    long known(int row, int word) {
        return known[row * words + word];
    }

    /** What the {@link #known} bits are, 0 elsewhere. */
    long value(int row, int word) {
        return value[row * words + word];
    }

    /** A key that has the known bits of a pattern, and the first number of its ranges; the rest is drawn. */
    long[] example(int row, SplittableRandom random) {
        long[] key = new long[Math.max(1, words)];
        for (int word = 0; word < words; word++) {
            key[word] = random.nextLong() & ~known(row, word) | value(row, word);
            Condition[] ofWord = ranges[row * words + word];
            for (int i = 0; ofWord != null && i < ofWord.length; i++) {
                if (!ofWord[i].isNegated()) {
                    key[word] = key[word] & ~ofWord[i].mask() | ofWord[i].low();
                }
            }
        }
        return key;
    }

    /** Tells of every child of a cut that a pattern may match in, in no particular order. */
    void eachChild(int row, Cut cut, Cube cube, IntConsumer child) {
        int at = row * words + cut.word();
        int all = cut.children() - 1;
        int open = (int) (~known[at] >>> cut.shift()) & all;
        int fixed = (int) (value[at] >>> cut.shift()) & all;
        int filling = open;
        while (true) {
            if (ranges[at] == null || mayMatch(ranges[at], cut, cube, fixed | filling)) {
                child.accept(fixed | filling);
            }
            if (filling == 0) {
                return;
            }
            filling = filling - 1 & open;
        }
    }

    private static boolean mayMatch(Condition[] conditions, Cut cut, Cube cube, int child) {
        long known = cube.known(cut.word()) | cut.mask();
        long value = cube.value(cut.word()) | (long) child << cut.shift();
        for (Condition condition : conditions) {
            if (!condition.mayMatch(known, value)) {
                return false;
            }
        }
        return true;
    }
}

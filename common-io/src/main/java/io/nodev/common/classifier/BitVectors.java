package io.nodev.common.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Patterns that no tree parts well, as masks of any shape are: for every number that a few adjacent bits can have, a bit
 * for each pattern that may match it. A question intersects the bits for all stretches, 64 patterns at a time (T. V.
 * Lakshman and D. Stiliadis, "High-Speed Policy-based Packet Forwarding Using Efficient Multi-dimensional Range
 * Matching", SIGCOMM 1998), and asks those that are left.
 */
final class BitVectors {
    private static final int FEW = 4_096;

    private final PatternTable table;
    private final int[] patterns;
    private final Cut[] cuts;
    private final long[][] bits;
    private final int words;

    /**
     * @param table the patterns
     * @param rows the same
     * @param patterns which of them, in order
     */
    BitVectors(PatternTable table, PatternRows rows, int[] patterns) {
        this.table = table;
        this.patterns = patterns;
        this.words = (patterns.length + Long.SIZE - 1) / Long.SIZE;
        List<Stretch> stretches = new ArrayList<>();
        for (Cut cut : cuts(rows)) {
            stretches.add(new Stretch(cut, bits(rows, cut)));
        }
        stretches.sort(Comparator.comparingDouble(Stretch::density));
        this.cuts = stretches.stream().map(Stretch::cut).toArray(Cut[]::new);
        this.bits = stretches.stream().map(Stretch::bits).toArray(long[][]::new);
    }

    private record Stretch(Cut cut, long[] bits) {
        /** How many patterns are left on average. */
        double density() {
            return (double) Arrays.stream(bits).map(Long::bitCount).sum() / cut.children();
        }
    }

    /** Stretches that cover every bit some pattern looks at. */
    private List<Cut> cuts(PatternRows rows) {
        int width = patterns.length <= FEW ? 8 : 4;
        List<Cut> cuts = new ArrayList<>();
        for (int word = 0; word < rows.words(); word++) {
            long used = used(rows, word);
            while (used != 0) {
                int shift = Math.min(Long.numberOfTrailingZeros(used), Long.SIZE - width);
                Cut cut = new Cut(word, shift, width);
                cuts.add(cut);
                used &= ~cut.mask();
            }
        }
        return cuts;
    }

    private long used(PatternRows rows, int word) {
        long used = 0;
        for (int pattern : patterns) {
            used |= rows.known(pattern, word);
        }
        return used;
    }

    private long[] bits(PatternRows rows, Cut cut) {
        long[] all = new long[cut.children() * words];
        Cube cube = Cube.whole(rows.words());
        for (int i = 0; i < patterns.length; i++) {
            int at = i;
            rows.eachChild(
                    patterns[i], cut, cube, child -> all[child * words + at / Long.SIZE] |= 1L << at % Long.SIZE);
        }
        return all;
    }

    /** About how long a question takes, as {@link PatternTrees#effort} has it. */
    int effort() {
        return 10 + 2 * words * cuts.length;
    }

    /** As {@link PatternIndex#first}, among these patterns. */
    int first(long[] key, int from) {
        for (int word = 0; word < words; word++) {
            long left = left(key, word);
            while (left != 0) {
                int pattern = patterns[word * Long.SIZE + Long.numberOfTrailingZeros(left)];
                if (pattern >= from && table.matches(pattern, key)) {
                    return pattern;
                }
                left &= left - 1;
            }
        }
        return PatternIndex.NONE;
    }

    private long left(long[] key, int word) {
        long left = -1L >>> Math.max(0, (word + 1) * Long.SIZE - patterns.length);
        for (int i = 0; i < cuts.length && left != 0; i++) {
            Cut cut = cuts[i];
            int number = (int) (key[cut.word()] >>> cut.shift()) & cut.children() - 1;
            left &= bits[i][number * words + word];
        }
        return left;
    }
}

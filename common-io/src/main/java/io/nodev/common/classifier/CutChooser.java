package io.nodev.common.classifier;

import java.util.Arrays;

/** Chooses the bits that tell patterns apart best, by trying the most promising ones on a sample of the patterns. */
final class CutChooser {
    /** So few patterns are not worth parting further. */
    static final int SMALL = 1;

    private static final int SAMPLE = 256;
    private static final int[] WIDTHS = {1, 2, 3, 4, 5, 6, 8, 10, 12};
    private static final double LEAST_GAIN = 0.2;

    /** Children for each pattern that a node has, at most. */
    private static final int MOST_CHILDREN = 4;

    private final PatternRows rows;
    private final double copyCost;
    private final int[] counts = new int[1 << Cut.MAX_WIDTH];
    private final double[] sums = new double[Long.SIZE + 1];

    /** A chooser to which a doubling of places costs so much of what a halving of the patterns left gains. */
    CutChooser(PatternRows rows, double copyCost) {
        this.rows = rows;
        this.copyCost = copyCost;
    }

    /**
     * A cut and what it did to the sample.
     *
     * @param cut the bits
     * @param gain how many times, as a power of 2, fewer patterns are left to ask, less what copies cost
     * @param copies patterns in all children for one before
     */
    record Choice(Cut cut, double gain, double copies) {}

    /**
     * The best cut, or null if none is worth it.
     *
     * @param among the patterns
     * @param cube what is known of keys
     * @param mostCopies no cut may make more copies of patterns
     */
    Choice choose(int[] among, Cube cube, double mostCopies) {
        Choice best = null;
        if (among.length > SMALL) {
            int[] sample = sample(among);
            for (int word = 0; word < Math.min(rows.words(), PatternTrees.MOST_WORDS); word++) {
                if (weigh(sample, word, cube)) {
                    best = better(best, choose(sample, word, cube, among.length), mostCopies);
                }
            }
        }
        return best != null && best.gain >= LEAST_GAIN ? best : null;
    }

    private Choice choose(int[] sample, int word, Cube cube, int all) {
        Choice best = null;
        for (int width : WIDTHS) {
            Cut cut = 1 << width <= MOST_CHILDREN * all ? window(word, width, cube) : null;
            if (cut != null) {
                best = better(best, tried(sample, cut, cube, all), Double.MAX_VALUE);
            }
        }
        return best;
    }

    private static Choice better(Choice one, Choice other, double mostCopies) {
        if (other == null || other.copies > mostCopies) {
            return one;
        }
        return one == null || other.gain > one.gain ? other : one;
    }

    /** Some of the patterns, evenly spread. */
    static int[] sample(int[] among) {
        if (among.length <= SAMPLE) {
            return among;
        }
        int[] sample = new int[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            sample[i] = among[(int) ((long) i * among.length / SAMPLE)];
        }
        return sample;
    }

    /** Sums up, bit by bit, how evenly the bits of a word part a sample, for {@link #window}; false if none does. */
    boolean weigh(int[] sample, int word, Cube cube) {
        long open = ~cube.known(word);
        long anyFixed = 0;
        for (int row : sample) {
            anyFixed |= rows.known(row, word);
        }
        for (int bit = 0; bit < Long.SIZE; bit++) {
            boolean counts = (anyFixed & open) >>> bit != 0;
            sums[bit + 1] = sums[bit] + (counts && (open >>> bit & 1) != 0 ? weight(sample, word, bit) : 0);
        }
        return (anyFixed & open) != 0;
    }

    private double weight(int[] sample, int word, int bit) {
        int fixed = 0;
        int ones = 0;
        for (int row : sample) {
            fixed += (int) (rows.known(row, word) >>> bit & 1);
            ones += (int) (rows.value(row, word) >>> bit & 1);
        }
        int even = Math.min(ones, fixed - ones);
        return (2.0 * even - (sample.length - fixed)) / sample.length;
    }

    /** The most promising adjacent bits of which none is known yet; null if there are none so many. */
    Cut window(int word, int width, Cube cube) {
        int best = -1;
        for (int shift = 0; shift + width <= Long.SIZE; shift++) {
            boolean isOpen = (cube.known(word) >>> shift & (1L << width) - 1) == 0;
            if (isOpen && (best < 0 || promise(shift, width) > promise(best, width))) {
                best = shift;
            }
        }
        return best < 0 ? null : new Cut(word, best, width);
    }

    private double promise(int shift, int width) {
        return sums[shift + width] - sums[shift];
    }

    private Choice tried(int[] sample, Cut cut, Cube cube, int all) {
        Arrays.fill(counts, 0, cut.children(), 0);
        for (int row : sample) {
            rows.eachChild(row, cut, cube, child -> counts[child]++);
        }
        double total = 0;
        double squares = 0;
        for (int child = 0; child < cut.children(); child++) {
            total += counts[child];
            squares += (double) counts[child] * counts[child];
        }
        if (total == 0) {
            return null;
        }
        double left = Math.max(squares / total * all / sample.length, 1);
        double copies = total / sample.length;
        return new Choice(cut, log2(all / left) - copyCost * log2(Math.max(1, copies)), copies);
    }

    static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }
}

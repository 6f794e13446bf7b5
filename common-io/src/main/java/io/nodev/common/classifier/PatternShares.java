package io.nodev.common.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Shares patterns out among trees: those that fix the bits a tree begins with go together, so that few have to be copied
 * into many leaves (B. Vamanan, G. Voskuilen and T. N. Vijaykumar, "EffiCuts: Optimizing Packet Classification for Memory
 * and Throughput", SIGCOMM 2010).
 */
final class PatternShares {
    private static final int LEAST_WIDTH = 2;
    private static final int MOST_WIDTH = 8;

    /** What is left over may be this part of a share and still be copied rather than have a tree of its own. */
    private static final int SMALL_PART = 50;

    /** A share that is no more than this part of what is left has no tree of its own. */
    private static final int LARGE_PART = 10;

    private final PatternRows rows;
    private final CutChooser chooser;

    PatternShares(PatternRows rows, CutChooser chooser) {
        this.rows = rows;
        this.chooser = chooser;
    }

    /** At most so many shares, the one with the first pattern first; the patterns of each in order. */
    List<int[]> of(int most) {
        List<int[]> shares = new ArrayList<>();
        int[] rest = IntStream.range(0, rows.size()).toArray();
        while (rest.length > 0) {
            int[] share = shares.size() < most - 1 ? share(rest) : rest;
            shares.add(share);
            rest = without(rest, share);
        }
        shares.sort(Comparator.comparingInt(share -> share[0]));
        return shares;
    }

    private int[] share(int[] among) {
        Cut cut = best(CutChooser.sample(among));
        if (cut == null) {
            return among;
        }
        int[] share = Arrays.stream(among).filter(row -> isFixed(row, cut)).toArray();
        int left = among.length - share.length;
        boolean isWhole = left <= Math.max(CutChooser.SMALL, among.length / SMALL_PART);
        return isWhole || share.length * LARGE_PART < among.length ? among : share;
    }

    private Cut best(int[] sample) {
        Cube whole = Cube.whole(rows.words());
        Cut best = null;
        double most = 0;
        for (int word = 0; word < rows.words(); word++) {
            boolean parts = chooser.weigh(sample, word, whole);
            for (int width = LEAST_WIDTH; parts && width <= MOST_WIDTH; width++) {
                Cut cut = chooser.window(word, width, whole);
                double worth = worth(sample, cut);
                if (worth > most) {
                    most = worth;
                    best = cut;
                }
            }
        }
        return best;
    }

    private double worth(int[] sample, Cut cut) {
        Map<Long, Integer> children = new HashMap<>();
        int fixed = 0;
        for (int row : sample) {
            if (isFixed(row, cut)) {
                fixed++;
                children.merge(rows.value(row, cut.word()) & cut.mask(), 1, Integer::sum);
            }
        }
        double squares = children.values().stream()
                .mapToDouble(count -> (double) count * count)
                .sum();
        return fixed == 0 ? 0 : fixed * CutChooser.log2(fixed * (double) fixed / squares);
    }

    private boolean isFixed(int row, Cut cut) {
        return (~rows.known(row, cut.word()) & cut.mask()) == 0;
    }

    private static int[] without(int[] among, int[] share) {
        return Arrays.stream(among)
                .filter(row -> Arrays.binarySearch(share, row) < 0)
                .toArray();
    }
}

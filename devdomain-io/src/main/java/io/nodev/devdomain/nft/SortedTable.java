package io.nodev.devdomain.nft;

import java.util.Comparator;
import java.util.List;

/** Ranges of one part of a key that do not overlap: binary search. */
final class SortedTable implements LookupTable {
    private final int part;
    private final long[] lows;
    private final long[] highs;
    private final int[] elements;

    /**
     * @param spans the ranges, in any order; none overlaps another
     * @param part which part of a key is looked at
     */
    SortedTable(List<Span> spans, int part) {
        this.part = part;
        List<Span> sorted =
                spans.stream().sorted(Comparator.comparingLong(Span::low)).toList();
        lows = sorted.stream().mapToLong(Span::low).toArray();
        highs = sorted.stream().mapToLong(Span::high).toArray();
        elements = sorted.stream().mapToInt(Span::element).toArray();
    }

    /**
     * A range and the number of its element.
     *
     * @param low the first key
     * @param high the last key
     * @param element at least 0
     */
    record Span(long low, long high, int element) {}

    @Override
    public int find(long[] key) {
        long wanted = key[part];
        int from = 0;
        int to = lows.length;
        while (from < to) {
            int middle = from + to >>> 1;
            if (lows[middle] <= wanted) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from > 0 && wanted <= highs[from - 1] ? elements[from - 1] : ABSENT;
    }
}

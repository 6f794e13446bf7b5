package io.nodev.devdomain.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Concatenations with ranges. Each part's values are cut into stretches within which the same elements are possible, with
 * a bit for each such element; a look-up finds one stretch a part by binary search and intersects their bits, 64
 * elements at a time (T. V. Lakshman and D. Stiliadis, "High-Speed Policy-based Packet Forwarding Using Efficient
 * Multi-dimensional Range Matching", SIGCOMM 1998).
 */
final class IntersectingTable implements LookupTable {
    private final long[][] starts;
    private final long[][] bits;
    private final int words;
    private final int[] at;

    /**
     * @param elements of each element, of each part, the ranges it covers; the first element a key belongs to is found
     */
    IntersectingTable(List<List<List<SortedTable.Span>>> elements) {
        int parts = elements.get(0).size();
        words = (elements.size() + 63) / 64;
        starts = new long[parts][];
        bits = new long[parts][];
        at = new int[parts];
        for (int part = 0; part < parts; part++) {
            List<List<SortedTable.Span>> column = new ArrayList<>();
            for (List<List<SortedTable.Span>> element : elements) {
                column.add(element.get(part));
            }
            cut(part, column);
        }
    }

    private void cut(int part, List<List<SortedTable.Span>> column) {
        TreeSet<Long> cuts = new TreeSet<>(List.of(0L));
        column.forEach(spans -> spans.forEach(span -> cuts.addAll(List.of(span.low(), span.high() + 1))));
        starts[part] = cuts.stream().mapToLong(Long::longValue).toArray();
        bits[part] = new long[starts[part].length * words];
        for (int element = 0; element < column.size(); element++) {
            for (SortedTable.Span span : column.get(element)) {
                for (int i = stretchOf(part, span.low()); i <= stretchOf(part, span.high()); i++) {
                    bits[part][i * words + element / 64] |= 1L << element;
                }
            }
        }
    }

    @Override
    public int find(long[] key) {
        for (int part = 0; part < at.length; part++) {
            at[part] = stretchOf(part, key[part]) * words;
        }
        for (int word = 0; word < words; word++) {
            long possible = -1L;
            for (int part = 0; part < at.length; part++) {
                possible &= bits[part][at[part] + word];
            }
            if (possible != 0) {
                return word * 64 + Long.numberOfTrailingZeros(possible);
            }
        }
        return ABSENT;
    }

    private int stretchOf(int part, long value) {
        long[] from = starts[part];
        int low = 0;
        int high = from.length;
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (from[middle] <= value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

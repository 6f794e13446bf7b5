package io.nodev.devdomain.nft;

import io.nodev.devdomain.nft.SortedTable.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Concatenations with ranges, of which none overlaps another. The values of one part are cut into stretches within which
 * the same elements are possible; a tree above the stretches has each element at the few nodes that make up its range
 * (a segment tree: M. de Berg et al., "Computational Geometry", chapter 10), and each node a table of the other parts.
 * A look-up goes from its stretch to the root and asks every table on its way.
 *
 * <p>With {@code n} elements a range has at most about {@code 2 log2(2n)} nodes, and a value one. So memory grows as
 * {@code n} times that number for each part that has ranges but one, which comes last and is a {@link SortedTable}.
 */
final class NestedTable implements LookupTable {
    private final int part;
    private final long[] starts;

    /** The node {@code i} has the nodes {@code 2i} and {@code 2i+1} below it; the stretches are the last ones. */
    private final LookupTable[] below;

    private NestedTable(List<List<List<Span>>> elements, List<Integer> parts) {
        part = parts.get(0);
        TreeSet<Long> cuts = new TreeSet<>(List.of(0L));
        elements.forEach(element ->
                element.get(part).forEach(span -> cuts.addAll(List.of(span.low(), span.high() + 1))));
        starts = cuts.stream().mapToLong(Long::longValue).toArray();
        List<List<List<List<Span>>>> nodes = new ArrayList<>();
        for (int node = 0; node < 2 * starts.length; node++) {
            nodes.add(new ArrayList<>(0));
        }
        elements.forEach(element -> element.get(part).forEach(span -> put(element, span, nodes)));
        List<Integer> further = parts.subList(1, parts.size());
        below = nodes.stream()
                .map(node -> node.isEmpty() ? null : of(node, further))
                .toArray(LookupTable[]::new);
    }

    /**
     * A table of elements.
     *
     * @param elements of each element, of each part, the ranges it covers; no key belongs to two elements
     */
    static LookupTable of(List<List<List<Span>>> elements) {
        List<Integer> parts = IntStream.range(0, elements.get(0).size())
                .boxed()
                .sorted(Comparator.comparingLong(part -> rangesIn(elements, part)))
                .toList();
        return of(elements, parts);
    }

    private static long rangesIn(List<List<List<Span>>> elements, int part) {
        return elements.stream()
                .filter(element -> !TableBuilder.isOne(element.get(part)))
                .count();
    }

    private static LookupTable of(List<List<List<Span>>> elements, List<Integer> parts) {
        if (parts.size() > 1) {
            return new NestedTable(elements, parts);
        }
        int last = parts.get(0);
        return new SortedTable(
                elements.stream().flatMap(element -> element.get(last).stream()).toList(), last);
    }

    /** Puts an element at the highest nodes that have no stretch outside its range below them. */
    private void put(List<List<Span>> element, Span span, List<List<List<List<Span>>>> nodes) {
        int low = starts.length + stretchOf(span.low());
        int end = starts.length + stretchOf(span.high()) + 1;
        while (low < end) {
            if ((low & 1) != 0) {
                nodes.get(low++).add(element);
            }
            if ((end & 1) != 0) {
                nodes.get(--end).add(element);
            }
            low >>= 1;
            end >>= 1;
        }
    }

    @Override
    public int find(long[] key) {
        for (int node = starts.length + stretchOf(key[part]); node > 0; node >>= 1) {
            int found = below[node] == null ? ABSENT : below[node].find(key);
            if (found != ABSENT) {
                return found;
            }
        }
        return ABSENT;
    }

    private int stretchOf(long value) {
        int low = 0;
        int high = starts.length;
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (starts[middle] <= value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

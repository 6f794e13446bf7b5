package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.InterfaceName;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds elements that overlap. They are sorted by where they begin in one part of the key, and each is compared with those
 * that begin before it ends. That part is chosen in which fewest do: elements of one part that do not overlap are compared
 * with no other, those of several parts only with those that overlap them in that part.
 */
final class OverlapSweep {
    /** Behind every character of a name. */
    private static final char LAST = Character.MAX_VALUE;

    private final List<Element> elements;

    /**
     * @param elements elements of one set or map, none of them twice
     */
    OverlapSweep(List<Element> elements) {
        this.elements = elements;
    }

    /**
     * Two elements that overlap.
     *
     * @param first the number of the one further up in the file
     * @param second the number of the other one
     */
    record Pair(int first, int second) {}

    /** Two of those that overlap, for each element at most once as the one that begins first; none if none overlap. */
    List<Pair> pairs() {
        int parts = elements.get(0).key().size();
        Column best = new Column(0);
        for (int part = 1; part < parts; part++) {
            Column column = new Column(part);
            best = column.comparisons() < best.comparisons() ? column : best;
        }
        return pairs(best);
    }

    private List<Pair> pairs(Column column) {
        List<Pair> found = new ArrayList<>();
        for (int at = 0; at < column.order.length; at++) {
            int end = column.endOf(at);
            int one = column.order[at];
            for (int next = at + 1; next < end; next++) {
                int other = column.order[next];
                if (elements.get(one).overlaps(elements.get(other))) {
                    found.add(new Pair(Math.min(one, other), Math.max(one, other)));
                    break;
                }
            }
        }
        return found;
    }

    /** One part of all keys, in the order in which they begin. */
    private final class Column {
        private final int[] order;
        private final Bound[] lows;
        private final Bound[] highs;

        Column(int part) {
            List<Value> values =
                    elements.stream().map(element -> element.key().get(part)).toList();
            order = IntStream.range(0, values.size())
                    .boxed()
                    .sorted(Comparator.comparing(element -> Bound.low(values.get(element))))
                    .mapToInt(Integer::intValue)
                    .toArray();
            lows = IntStream.of(order)
                    .mapToObj(element -> Bound.low(values.get(element)))
                    .toArray(Bound[]::new);
            highs = IntStream.of(order)
                    .mapToObj(element -> Bound.high(values.get(element)))
                    .toArray(Bound[]::new);
        }

        /** Where, in the order, those end that begin before an element ends. */
        int endOf(int at) {
            int from = at;
            int to = lows.length;
            while (from < to) {
                int middle = from + to >>> 1;
                if (lows[middle].compareTo(highs[at]) <= 0) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }

        long comparisons() {
            return IntStream.range(0, order.length)
                    .mapToLong(at -> endOf(at) - at - 1)
                    .sum();
        }
    }

    /** The first or last of what a value means: a number, or a name. */
    private record Bound(long number, String name) implements Comparable<Bound> {
        private static final Comparator<Bound> ORDER =
                Comparator.comparingLong(Bound::number).thenComparing(Bound::name);

        static Bound low(Value value) {
            return value instanceof Range range
                    ? new Bound(range.low(), "")
                    : new Bound(0, ((InterfaceName) value).text());
        }

        static Bound high(Value value) {
            if (value instanceof Range range) {
                return new Bound(range.high(), "");
            }
            InterfaceName name = (InterfaceName) value;
            return new Bound(0, name.isPrefix() ? name.text() + LAST : name.text());
        }

        @Override
        public int compareTo(Bound other) {
            return ORDER.compare(this, other);
        }
    }
}

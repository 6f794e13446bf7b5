package io.nodev.devdomain.nft;

import io.nodev.common.classifier.Condition;
import io.nodev.common.classifier.Pattern;
import io.nodev.common.classifier.PatternIndex;
import java.util.ArrayList;
import java.util.List;

/** Many concatenations with ranges: an index in which each element is a pattern. */
final class IndexedTable implements LookupTable {
    /** All bits of any part of a key. */
    private static final long PART = (1L << 48) - 1;

    private final PatternIndex index;

    /**
     * @param elements of each element, of each part, the one range it covers; the first element a key belongs to is found
     */
    IndexedTable(List<List<List<SortedTable.Span>>> elements) {
        index = PatternIndex.of(elements.stream().map(IndexedTable::pattern).toList());
    }

    private static Pattern pattern(List<List<SortedTable.Span>> element) {
        List<Condition> conditions = new ArrayList<>();
        for (int part = 0; part < element.size(); part++) {
            SortedTable.Span span = element.get(part).get(0);
            conditions.add(Condition.range(part, PART, span.low(), span.high()));
        }
        return Pattern.of(conditions);
    }

    @Override
    public int find(long[] key) {
        int element = index.first(key, 0);
        return element == PatternIndex.NONE ? ABSENT : element;
    }
}

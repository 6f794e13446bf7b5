package io.nodev.devdomain.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.devdomain.nft.SortedTable.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index finds the same element as the bits of all parts intersected. */
class IndexedTableTest {
    private static final int KEYS = 20_000;

    private final Random random = new Random(Long.getLong("nodev.seed", 4));

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 700})
    void findsTheFirstElementAKeyBelongsTo(int elements) {
        List<List<List<Span>>> all = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
            all.add(List.of(List.of(range(0x0A00_0000, 1 << 14, i)), List.of(range(0, 1 << 10, i))));
        }
        LookupTable indexed = new IndexedTable(all);
        LookupTable intersected = new IntersectingTable(all);
        for (int i = 0; i < KEYS; i++) {
            long[] key = {0x0A00_0000 + random.nextInt(1 << 15), random.nextInt(1 << 11)};
            assertThat(indexed.find(key)).isEqualTo(intersected.find(key));
        }
        long[] high = {(1L << 48) - 1, (1L << 48) - 1};
        assertThat(indexed.find(high)).isEqualTo(LookupTable.ABSENT);
    }

    private Span range(long from, int within, int element) {
        long low = from + random.nextInt(within);
        return new Span(low, low + random.nextInt(within / 8), element);
    }
}

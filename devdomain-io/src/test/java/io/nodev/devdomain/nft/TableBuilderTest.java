package io.nodev.devdomain.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableBuilderTest {
    private static final int VALUES = 13;
    private static final int MANY = 270_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aKeyBelongsToTheElementThatHasEachOfItsParts(long seed) {
        Random random = new Random(seed);
        int parts = 2 + random.nextInt(3);
        List<Element> elements = disjoint(random, parts);

        LookupTable table = build(elements, parts);

        long[] key = new long[parts + 1];
        for (int i = 0; i < 20_000; i++) {
            for (int part = 0; part < parts; part++) {
                key[part] = random.nextInt(VALUES);
            }
            assertThat(table.find(key)).isEqualTo(find(elements, key));
        }
    }

    /** As many as find a place of their own. */
    private static List<Element> disjoint(Random random, int parts) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Value[] key = new Value[parts];
            for (int part = 0; part < parts; part++) {
                int low = random.nextInt(VALUES);
                int length = random.nextInt(3) == 0 ? 0 : random.nextInt(VALUES - low);
                key[part] = new Range(DataType.INET_SERVICE, low, low + length);
            }
            Element element = element(key);
            if (elements.stream().noneMatch(element::overlaps)) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static int find(List<Element> elements, long[] key) {
        for (int i = 0; i < elements.size(); i++) {
            List<Value> ranges = elements.get(i).key();
            boolean isInAll = IntStream.range(0, ranges.size()).allMatch(part -> {
                Range range = (Range) ranges.get(part);
                return range.low() <= key[part] && key[part] <= range.high();
            });
            if (isInAll) {
                return i;
            }
        }
        return LookupTable.ABSENT;
    }

    @Test
    void hundredsOfThousandsOfConcatenationsFindRoom() {
        List<Element> elements = IntStream.range(0, MANY)
                .mapToObj(i -> element(
                        new Range(DataType.INET_SERVICE, 1 + i % 2, 5),
                        Range.of(DataType.IPV4_ADDR, 0x0A00_0000L + 2 * i)))
                .toList();

        LookupTable table = build(elements, 2);

        long last = 0x0A00_0000L + 2 * (MANY - 1);
        assertThat(table.find(new long[] {2, last})).isEqualTo(MANY - 1);
        assertThat(table.find(new long[] {1, last})).isEqualTo(LookupTable.ABSENT);
        assertThat(table.find(new long[] {2, last - 1})).isEqualTo(LookupTable.ABSENT);
        assertThat(table.find(new long[] {1, last - 2})).isEqualTo(MANY - 2);
    }

    private static LookupTable build(List<Element> elements, int parts) {
        return new TableBuilder(new Firewall()).build(elements, parts);
    }

    private static Element element(Value... key) {
        return new Element(List.of(key), Optional.empty(), Optional.empty());
    }
}

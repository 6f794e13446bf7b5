package io.nodev.devdomain.nft.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.InterfaceName;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlapSweepTest {
    private static final int MANY = 50_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void findsPairsThatOverlapAndSomePairIfAnyDoes(int parts) {
        Random random = new Random(parts);
        for (int round = 0; round < 2_000; round++) {
            List<Element> elements = some(random, parts);
            Set<OverlapSweep.Pair> all = overlapping(elements);

            List<OverlapSweep.Pair> found = new OverlapSweep(elements).pairs();

            assertThat(all).as(elements.toString()).containsAll(found);
            assertThat(found.isEmpty()).as(elements.toString()).isEqualTo(all.isEmpty());
        }
    }

    private static List<Element> some(Random random, int parts) {
        Set<Element> elements = new HashSet<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            Value[] key = new Value[parts];
            for (int part = 0; part < parts; part++) {
                key[part] = part == 1 ? name(random) : range(random);
            }
            elements.add(new Element(List.of(key), Optional.empty(), Optional.empty()));
        }
        return new ArrayList<>(elements);
    }

    private static Value name(Random random) {
        String text = "ababb".substring(0, 1 + random.nextInt(3)) + random.nextInt(2);
        return new InterfaceName(text.substring(0, 1 + random.nextInt(text.length())), random.nextInt(3) == 0);
    }

    private static Value range(Random random) {
        int low = random.nextInt(20);
        return new Range(DataType.INET_SERVICE, low, low + random.nextInt(8));
    }

    private static Set<OverlapSweep.Pair> overlapping(List<Element> elements) {
        return IntStream.range(0, elements.size())
                .boxed()
                .flatMap(first -> IntStream.range(first + 1, elements.size())
                        .filter(second -> elements.get(first).overlaps(elements.get(second)))
                        .mapToObj(second -> new OverlapSweep.Pair(first, second)))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipv4_addr", "ipv4_addr . inet_service", "inet_service . ipv4_addr"})
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void takesTensOfThousandsOfIntervals(String type) throws NftException {
        String element = type.replace("inet_service", "1-5").replace("ipv4_addr", "10.%d.%d.%d/31");
        String elements = IntStream.range(0, MANY)
                .mapToObj(i -> element.formatted(i >> 15, i >> 7 & 0xFF, (i & 0x7F) << 1))
                .collect(Collectors.joining(",\n"));
        String text =
                "table bridge t {\nset s { type " + type + "; flags interval; elements = { " + elements + " }\n}\n}\n";

        assertThat(NftParser.parse("t.nft", text).tables().get(0).sets().get(0).elements())
                .hasSize(MANY);
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void tellsOfEachElementOnceThatItOverlaps() {
        List<Element> elements = IntStream.range(0, MANY)
                .mapToObj(i -> (Value) new Range(DataType.IPV4_ADDR, i, MANY + i))
                .map(range -> new Element(List.of(range), Optional.empty(), Optional.empty()))
                .toList();

        assertThat(new OverlapSweep(elements).pairs()).hasSize(MANY - 1);
    }
}

package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The index over a list answers and counts as the list in order does; {@code -Dnodev.seed=N} draws other lists. */
class IndexedRulesTest {
    private static final int[] SIZES = {1, 199, 200, 201, 1_999, 2_000, 2_001};
    private static final IntPredicate VIFS = vif -> Endpoint.domain(vif) % 7 != 3;

    private final long seed = Long.getLong("nodev.seed", 5);
    private final PacketFields fields = new PacketFields();

    static Stream<Arguments> shapesAndSizes() {
        return Arrays.stream(RuleShape.values())
                .flatMap(shape -> IntStream.of(SIZES).mapToObj(size -> Arguments.of(shape, size)));
    }

    static Stream<Arguments> semantics() {
        return Stream.of(VfrSemantics.AS_BUILT, VfrSemantics.AS_DOCUMENTED)
                .flatMap(preset -> Stream.concat(
                        Stream.of(preset),
                        Arrays.stream(Quirk.values()).map(quirk -> preset.with(quirk, !preset.has(quirk)))))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("shapesAndSizes")
    void answersAndCountsAsTheListInOrder(RuleShape shape, int size) {
        compare(shape, size, VfrSemantics.AS_BUILT);
        compare(shape, size, VfrSemantics.AS_DOCUMENTED);
    }

    @ParameterizedTest
    @MethodSource("semantics")
    void answersAndCountsUnderEveryQuirk(VfrSemantics semantics) {
        compare(RuleShape.FIVE_TUPLES, 300, semantics);
    }

    @ParameterizedTest
    @EnumSource(RuleShape.class)
    void answersForTenThousandRules(RuleShape shape) {
        compare(shape, 10_000, VfrSemantics.AS_DOCUMENTED);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(RuleShape.class)
    void answersForFiftyThousandRules(RuleShape shape) {
        compare(shape, 50_000, VfrSemantics.AS_BUILT);
    }

    private void compare(RuleShape shape, int size, VfrSemantics semantics) {
        SplittableRandom random = new SplittableRandom(seed + size);
        List<VfrRule> rules = shape.rules(size, random);
        VfrRuleList inOrder = new VfrRuleList(semantics, never -> {});
        VfrRuleList indexed = new VfrRuleList(semantics, Runnable::run, 0);
        inOrder.addAll(rules);
        indexed.addAll(rules);
        assertThat(indexed.isIndexed()).isTrue();
        assertThat(inOrder.isIndexed()).isFalse();
        for (VfrRule rule : rules) {
            for (int edge = 0; edge < 3; edge++) {
                int source = fill(rule, edge, random);
                int expected = inOrder.table().lookUp(fields, source, VIFS);
                if (indexed.table().lookUp(fields, source, VIFS) != expected) {
                    assertThat(indexed.table().lookUp(fields, source, VIFS))
                            .as(() -> rule + " from " + Endpoint.toString(source))
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(indexed.counts()).isEqualTo(inOrder.counts());
    }

    /** Puts a packet at an edge of a rule, or one bit beyond it, into the fields; returns where it comes from. */
    private int fill(VfrRule rule, int edge, SplittableRandom random) {
        int off = edge < 2 ? 0 : 1 << random.nextInt(Integer.SIZE);
        VfrSide from = rule.source();
        VfrSide to = rule.destination();
        fields.setAddresses(address(from, edge) ^ (random.nextBoolean() ? off : 0), address(to, edge) ^ off);
        boolean hasPorts = random.nextInt(4) != 0;
        fields.setPorts(hasPorts ? port(from, edge) : PacketFields.NO_PORT, hasPorts ? port(to, edge) : -1);
        boolean isArp = rule.protocol() == VfrProtocol.ARP.code() ^ random.nextInt(8) == 0;
        int transport = rule.protocol() == VfrProtocol.UDP.code() ? 17 : random.nextInt(4) == 0 ? 1 : 6;
        fields.setProtocols(isArp ? PacketFields.NETWORK_ARP : PacketFields.NETWORK_IP, isArp ? 0 : transport);
        VfrEndpoint end =
                from.endpoint().equals(VfrEndpoint.ANY) && random.nextInt(4) == 0 ? to.endpoint() : from.endpoint();
        return end.isNameable() ? end.toEndpoint() : random.nextInt(3) == 0 ? Endpoint.PHYSICAL : Endpoint.vif(3, 0);
    }

    private static int address(VfrSide side, int edge) {
        return side.address() & side.addressMask() | (edge == 0 ? 0 : ~side.addressMask());
    }

    private static int port(VfrSide side, int edge) {
        return side.port() & side.portMask() | (edge == 0 ? 0 : ~side.portMask() & 0xFFFF);
    }
}

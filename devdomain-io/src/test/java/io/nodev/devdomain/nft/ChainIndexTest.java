package io.nodev.devdomain.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Long chains decide and count by their index as rule by rule; {@code -Dnodev.seed=N} draws others. */
class ChainIndexTest {
    private static final int[] SIZES = {1, 199, 200, 201, 1_999, 2_000, 2_001};
    private static final int FRAMES = 6_000;

    private final FirewallFixture inOrder = FirewallFixture.inOrder();
    private final FirewallFixture indexed = FirewallFixture.indexed();

    static Stream<Arguments> shapesAndSizes() {
        return Arrays.stream(RuleTexts.values())
                .flatMap(shape -> IntStream.of(SIZES).mapToObj(size -> Arguments.of(shape, size)));
    }

    @ParameterizedTest
    @MethodSource("shapesAndSizes")
    void decidesAndCountsAsRuleByRule(RuleTexts shape, int size) {
        compare(shape, size);
    }

    @ParameterizedTest
    @EnumSource(RuleTexts.class)
    void decidesAsRuleByRuleInTenThousandRules(RuleTexts shape) {
        compare(shape, 10_000);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(RuleTexts.class)
    void decidesAsRuleByRuleInFiftyThousandRules(RuleTexts shape) {
        compare(shape, 50_000);
    }

    private void compare(RuleTexts shape, int size) {
        Random random = new Random(Long.getLong("nodev.seed", 9) + size);
        NftRuleset ruleset = FirewallFixture.parse(shape.chain(size, random));
        inOrder.firewall.replace(ruleset);
        indexed.firewall.replace(ruleset);
        assertThat(indexed.firewall.isIndexed()).isTrue();
        assertThat(inOrder.firewall.isIndexed()).isEqualTo(size == 1);
        for (int i = 0; i < FRAMES; i++) {
            byte[] bytes = frame(random, size);
            String in = "vif" + (1 + random.nextInt(4)) + ".0";
            String out = "vif" + (1 + random.nextInt(4)) + ".0";
            assertThat(indexed.ask(Hook.FORWARD, in, out, bytes)).isEqualTo(inOrder.ask(Hook.FORWARD, in, out, bytes));
        }
        assertThat(indexed.firewall.list()).hasToString(inOrder.firewall.list().toString());
    }

    /** Addresses and ports from so few that rules and their edges are met. */
    private static byte[] frame(Random random, int size) {
        ByteBuffer frame = ByteBuffer.allocate(60);
        frame.putShort(12, (short) (random.nextInt(12) == 0 ? 0x0806 : 0x0800)).put(14, (byte) 0x45);
        frame.putShort(16, (short) 46).put(23, (byte) (random.nextInt(4) == 0 ? 17 : 6));
        int spread = Math.max(1 << 13, size / 2 + 2);
        frame.putInt(26, RuleTexts.FIRST_ADDRESS + random.nextInt(spread));
        frame.putInt(30, RuleTexts.FIRST_ADDRESS + random.nextInt(spread));
        frame.putShort(34, (short) random.nextInt(2_000)).putShort(36, (short) random.nextInt(1_100));
        return frame.array();
    }
}

package io.nodev.devdomain.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rulesets and random frames: the compiled rules decide and rewrite as the rules read one by one. */
class FirewallAgainstReferenceTest {
    private static final int RULESETS = 100;
    private static final int FRAMES = 300;

    private FirewallFixture fixture;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void decidesAsTheReference(long seed) {
        fixture = FirewallFixture.inOrder();
        compareAll(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void decidesAsTheReferenceByItsIndices(long seed) {
        fixture = FirewallFixture.indexed();
        compareAll(seed);
    }

    private void compareAll(long seed) {
        Random random = new Random(seed);
        RandomFrames frames = new RandomFrames(random);
        for (int i = 0; i < RULESETS; i++) {
            String text = RandomRuleset.write(random);
            NftRuleset ruleset = FirewallFixture.parse(text);
            fixture.firewall.replace(ruleset);
            ReferenceFirewall reference = new ReferenceFirewall(ruleset);
            for (int j = 0; j < FRAMES; j++) {
                compare(text, reference, random, frames.next());
            }
        }
    }

    private void compare(String text, ReferenceFirewall reference, Random random, byte[] bytes) {
        Hook hook = Hook.values()[random.nextInt(Hook.values().length)];
        boolean hasIn = hook != Hook.OUTPUT && hook != Hook.EGRESS;
        boolean hasOut = hook == Hook.FORWARD || hook == Hook.OUTPUT || hook == Hook.EGRESS;
        String in = hasIn ? any(random) : "";
        String out = hasOut ? any(random) : "";
        String about = text + hook + " " + in + " " + out + " " + HexFormat.of().formatHex(bytes);

        String verdict = words(fixture.ask(hook, in, out, bytes));

        assertThat(verdict).as(about).isEqualTo(reference.ask(hook, in, out, bytes));
        int held = fixture.frame.headerLength();
        assertThat(Arrays.copyOf(fixture.frame.header(), held))
                .as(about)
                .isEqualTo(Arrays.copyOf(reference.frame(), held));
    }

    private String words(int verdict) {
        return switch (verdict) {
            case Firewall.ACCEPT -> "accept";
            case Firewall.DROP -> "drop";
            default -> "forward to " + fixture.firewall.nameOf(fixture.frame.forwardTo());
        };
    }

    private static String any(Random random) {
        List<String> ports = RandomRuleset.PORTS;
        return ports.get(random.nextInt(ports.size()));
    }
}

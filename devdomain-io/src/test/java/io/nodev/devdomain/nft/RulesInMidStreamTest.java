package io.nodev.devdomain.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rulesets with long chains are put in force while frames move. */
class RulesInMidStreamTest {
    private static final int ADDRESSES = 100;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Firewall firewall = new Firewall(waiting::add);
    private final FrameContext frame = new FrameContext();

    /** Accepts each of so many addresses by a rule of its own, but for one. */
    private static NftRuleset without(int address) {
        String rules = IntStream.range(0, ADDRESSES)
                .filter(i -> i != address)
                .mapToObj(i -> "  ip saddr 10.0.0." + i + " counter accept\n")
                .collect(Collectors.joining());
        return FirewallFixture.parse(
                "table bridge t {\n counter seen { }\n chain f {\n  type filter hook forward priority 0;"
                        + " policy drop;\n  counter name seen\n" + rules + " }\n}\n");
    }

    private static int ask(Firewall firewall, FrameContext frame, int address) {
        ByteBuffer bytes = ByteBuffer.allocate(60);
        bytes.putShort(12, (short) 0x0800).put(14, (byte) 0x45).putShort(16, (short) 46);
        bytes.putInt(26, 0x0A00_0000 + address);
        frame.begin(firewall, bytes.array(), 60, 60);
        return firewall.evaluate(Hook.FORWARD, 1, 2, frame);
    }

    private void runWaiting() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Test
    void rulesServeOneByOneUntilTheirIndexIsMade() {
        firewall.replace(without(7));
        assertThat(firewall.isIndexed()).isFalse();
        assertThat(ask(firewall, frame, 7)).isEqualTo(Firewall.DROP);
        assertThat(ask(firewall, frame, 8)).isEqualTo(Firewall.ACCEPT);
        runWaiting();
        assertThat(firewall.isIndexed()).isTrue();
        assertThat(ask(firewall, frame, 7)).isEqualTo(Firewall.DROP);
        assertThat(ask(firewall, frame, 8)).isEqualTo(Firewall.ACCEPT);
    }

    @Test
    void anotherRulesetIsInForceBeforeItsIndexIsMade() {
        firewall.replace(without(7));
        runWaiting();
        firewall.replace(without(8));
        assertThat(firewall.isIndexed()).isFalse();
        assertThat(ask(firewall, frame, 7)).isEqualTo(Firewall.ACCEPT);
        assertThat(ask(firewall, frame, 8)).isEqualTo(Firewall.DROP);
    }

    @Test
    void aFrameThatHasBegunIsDecidedByItsOwnRuleset() {
        firewall.replace(without(7));
        ByteBuffer bytes = ByteBuffer.allocate(60);
        bytes.putShort(12, (short) 0x0800)
                .put(14, (byte) 0x45)
                .putShort(16, (short) 46)
                .putInt(26, 0x0A00_0008);
        frame.begin(firewall, bytes.array(), 60, 60);
        firewall.replace(without(8));
        runWaiting();
        assertThat(firewall.evaluate(Hook.FORWARD, 1, 2, frame)).isEqualTo(Firewall.ACCEPT);
    }

    @Test
    void everyFrameIsDecidedByTheRulesBeforeOrAfterAndCountedOnce() throws InterruptedException {
        Firewall shared = new Firewall();
        NftRuleset[] rulesets = {without(7), without(8)};
        shared.replace(rulesets[0]);
        AtomicBoolean isOver = new AtomicBoolean();
        Thread other = new Thread(() -> {
            for (int i = 1; !isOver.get(); i++) {
                shared.replace(rulesets[i % 2]);
                boolean waits = i % 4 == 0;
                while (waits && !isOver.get() && !shared.isIndexed()) {
                    Thread.onSpinWait();
                }
            }
        });
        other.start();
        int frames = 100_000;
        int wrong = 0;
        for (int i = 0; i < frames; i++) {
            int address = i % ADDRESSES;
            int verdict = ask(shared, frame, address);
            wrong += address == 7 || address == 8 || verdict == Firewall.ACCEPT ? 0 : 1;
        }
        isOver.set(true);
        other.join();
        assertThat(wrong).isZero();
        assertThat(shared.list().toString()).contains("counter seen {\n\t\tpackets " + frames + " bytes ");
    }
}

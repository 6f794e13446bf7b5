package io.nodev.devdomain.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Rulesets replaced by one thread while another one moves frames. */
class FirewallReplaceTest {
    private static final int FRAMES = 300_000;

    private final FirewallFixture fixture = new FirewallFixture();
    private final byte[] header = new byte[60];

    @Test
    void everyFrameIsDecidedByOneRulesetWholeAndCountedOnce() throws InterruptedException {
        NftRuleset[] rulesets = {rules("prerouting", "forward"), rules("forward", "prerouting")};
        fixture.firewall.replace(rulesets[0]);
        AtomicBoolean isOver = new AtomicBoolean();
        Thread other = new Thread(() -> {
            for (int i = 1; !isOver.get(); i++) {
                fixture.firewall.replace(rulesets[i % 2]);
            }
        });
        other.start();
        int accepted = 0;
        for (int i = 0; i < FRAMES; i++) {
            fixture.frame.begin(fixture.firewall, header, header.length, header.length);
            boolean isAccepted = fixture.firewall.evaluate(Hook.PREROUTING, 1, 0, fixture.frame) == Firewall.ACCEPT
                    && fixture.firewall.evaluate(Hook.FORWARD, 1, 2, fixture.frame) == Firewall.ACCEPT;
            accepted += isAccepted ? 1 : 0;
        }
        isOver.set(true);
        other.join();

        assertThat(accepted).isZero();
        assertThat(fixture.firewall.list().toString())
                .contains("counter seen {\n\t\tpackets " + FRAMES + " bytes " + FRAMES * 46L);
    }

    /** Drops at one hook and accepts at the other; were a frame decided by both rulesets, it might pass. */
    private static NftRuleset rules(String dropping, String accepting) {
        return FirewallFixture.parse("""
                table bridge t {
                    counter seen { }
                    chain d { type filter hook %s priority 0; policy drop;
                        counter name seen
                    }
                    chain a { type filter hook %s priority 0; policy accept;
                    }
                }
                """.formatted(dropping, accepting));
    }
}

package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.devdomain.nft.Firewall;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in force in a device domain that is made anew, whoever loads what meanwhile. */
class LoadedFirewallsTest {
    private static final int DOMAIN = 1;

    private final LoadedFirewalls firewalls = new LoadedFirewalls();
    private final Firewall former = new Firewall();
    private final Firewall made = new Firewall();

    private static NftRuleset ruleset(String table) {
        return new FirewallFile("test.nft", "table bridge " + table + " { }\n").read();
    }

    @Test
    void theNextOneBeginsWithWhatWasLoadedLast() {
        NftRuleset loaded = ruleset("loaded");
        firewalls.succeed(DOMAIN, former, ruleset("first"));
        firewalls.load(DOMAIN, loaded);
        firewalls.succeed(DOMAIN, made, ruleset("first"));

        assertThat(made.ruleset()).isEqualTo(loaded);
        assertThat(firewalls.find(DOMAIN)).isSameAs(made);
    }

    @Test
    @Timeout(900)
    void whatIsLoadedWhileTheNextOneIsMadeIsNotLost() throws InterruptedException {
        NftRuleset loaded = ruleset("loaded");
        firewalls.succeed(DOMAIN, former, ruleset("first"));
        Thread maker = new Thread(() -> firewalls.succeed(DOMAIN, made, ruleset("first")));
        Thread loader = new Thread(() -> firewalls.load(DOMAIN, loaded));
        synchronized (made) {
            maker.start();
            awaitStandstill(maker);
            loader.start();
            awaitStandstill(loader);
        }
        maker.join();
        loader.join();

        assertThat(made.ruleset()).isEqualTo(loaded);
    }

    private static void awaitStandstill(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.BLOCKED && thread.isAlive()) {
            Thread.sleep(1);
        }
    }

    @Test
    void thereIsNoneOfOtherDomains() {
        assertThatThrownBy(() -> firewalls.load(DOMAIN, ruleset("any")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no such device domain: id=1");
    }
}

package io.nodev.devdomain.nft.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.devdomain.nft.RandomRuleset;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is printed reads back as the same. */
class RoundTripTest {
    @Test
    void anyRulesetPrintedIsThatRuleset() throws NftException {
        for (long seed = 0; seed < 300; seed++) {
            String text = RandomRuleset.write(new Random(seed));
            NftRuleset ruleset = NftParser.parse("random.nft", text);

            String printed = ruleset.toString();

            assertThat(NftParser.parse("printed.nft", printed)).as(text).isEqualTo(ruleset);
        }
    }
}

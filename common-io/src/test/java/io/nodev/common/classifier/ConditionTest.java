package io.nodev.common.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words of four bits are tried one and all. */
final class ConditionTest {
    private static final int WORDS = 16;

    private static List<Condition> all() {
        List<Condition> all = new ArrayList<>();
        for (long mask = 0; mask < WORDS; mask++) {
            for (long low = 0; low < WORDS; low++) {
                for (long high = low; high < WORDS; high++) {
                    if (((low | high) & ~mask) == 0) {
                        all.add(new Condition(0, mask, low, high, false));
                        all.add(new Condition(0, mask, low, high, true));
                    }
                }
            }
        }
        return all;
    }

    @Test
    void holdsForNumbersWithinTheBoundsOrOutside() {
        Condition range = Condition.range(0, 0xF0, 0x20, 0x40);
        assertThat(List.of(0x1FL, 0x20L, 0x4FL, 0x50L).stream().map(word -> range.matches(new long[] {word})))
                .containsExactly(false, true, true, false);
        assertThat(range.negated().matches(new long[] {0x1F})).isTrue();
        assertThat(range.negated().matches(new long[] {0x3F})).isFalse();
    }

    @Test
    void comparesWithoutSign() {
        Condition range = Condition.range(0, -1L << 32, 0x7FFF_FFFFL << 32, 0x8000_0001L << 32);
        assertThat(range.matches(new long[] {0x8000_0000L << 32})).isTrue();
        assertThat(range.matches(new long[] {0})).isFalse();
        assertThat(range.matches(new long[] {-1L})).isFalse();
    }

    @Test
    void knowsBitsInWhichAllThatPassAgree() {
        for (Condition condition : all()) {
            for (long word = 0; word < WORDS; word++) {
                if (condition.matches(new long[] {word})) {
                    assertThat((word ^ condition.low()) & condition.knownMask()).isZero();
                }
            }
        }
    }

    @Test
    void mayMatchWhateverMatches() {
        for (Condition condition : all()) {
            for (long known = 0; known < WORDS; known++) {
                for (long word = 0; word < WORDS; word++) {
                    if (condition.matches(new long[] {word})) {
                        assertThat(condition.mayMatch(known, word & known)).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void mayNotMatchWhereAllIsKnownAndItDoesNot() {
        for (Condition condition : all()) {
            for (long word = 0; word < WORDS; word++) {
                assertThat(condition.mayMatch(-1L, word)).isEqualTo(condition.matches(new long[] {word}));
            }
        }
    }

    @Test
    void refusesWhatIsOutOfOrder() {
        assertThatIllegalArgumentException().isThrownBy(() -> Condition.range(0, 0xF0, 0x08, 0x40));
        assertThatIllegalArgumentException().isThrownBy(() -> Condition.range(0, 0xF0, 0x40, 0x20));
        assertThatIllegalArgumentException().isThrownBy(() -> Condition.masked(255, 1, 1));
    }
}

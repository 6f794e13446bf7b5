package io.nodev.common.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CompletionRingTest {
    @Test
    void givesCookiesBackInOrderRoundAfterRound() {
        CompletionRing ring = new CompletionRing(3);
        for (int round = 0; round < 10; round++) {
            ring.put(round, true);
            ring.put(-round, true);
            assertThat(ring.isFull()).isFalse();
            ring.put(7, true);
            assertThat(ring.isFull()).isTrue();
            assertThat(ring.take()).isEqualTo(round);
            ring.put(8, true);
            assertThat(ring.take()).isEqualTo(-round);
            assertThat(ring.take()).isEqualTo(7);
            assertThat(ring.take()).isEqualTo(8);
            assertThat(ring.isEmpty()).isTrue();
        }
    }

    @Test
    void keepsItsOrderWhenItGrows() {
        CompletionRing ring = new CompletionRing(2);
        ring.put(1, true);
        ring.put(2, true);
        ring.take();
        ring.put(3, true);

        ring.grow();
        ring.put(4, true);
        ring.put(5, true);

        assertThat(ring.isFull()).isTrue();
        assertThat(new int[] {ring.take(), ring.take(), ring.take(), ring.take()})
                .containsExactly(2, 3, 4, 5);
    }

    @Test
    void refusesNoDepth() {
        assertThatThrownBy(() -> new CompletionRing(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a ring of completions holds 1 or more: depth=0");
    }
}

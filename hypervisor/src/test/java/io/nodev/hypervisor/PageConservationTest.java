package io.nodev.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.memory.FrameTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random lives of a few domains: pages are conserved, and nobody reaches a page but by owning it or by a grant. */
class PageConservationTest {
    private static final int STEPS = 6_000;
    private static final int BETWEEN_AUDITS = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void conservesPagesAndKeepsThemApartWhateverDomainsDo(long seed) {
        RandomLives lives = new RandomLives(seed);
        FrameAudit audit = new FrameAudit(lives.machine);
        for (int step = 0; step < STEPS; step++) {
            String done = lives.step();
            assertThat(audit.sumOfOwners())
                    .as("seed %d step %d: %s", seed, step, done)
                    .isEqualTo(RandomLives.FRAMES);
            if (step % BETWEEN_AUDITS == 0) {
                assertThat(audit.faults(lives.granted()))
                        .as("seed %d step %d: %s", seed, step, done)
                        .isEmpty();
            }
        }
        assertThat(lives.kinds()).isEqualTo(RandomLives.KINDS);
        lives.killAll();
        assertThat(lives.machine.free()).isEqualTo(RandomLives.FRAMES);
        assertThat(lives.machine.hypervisor.frames().owned(FrameTable.HYPERVISOR))
                .isZero();
    }
}

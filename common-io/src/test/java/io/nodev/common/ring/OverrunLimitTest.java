package io.nodev.common.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.MemoryRegion;
import org.junit.jupiter.api.Test;

/** How much a backend takes on the word of a frontend that lies about its index. */
class OverrunLimitTest {
    private static final int SLOTS = 4;
    private static final int FIRST_SLOT = 16;
    private static final RingLayout LAYOUT = new RingLayout(SLOTS, 8, 0, 4, 8, RingLayout.ABSENT);

    private final MachineMemory memory = new MachineMemory(MemoryRegion.ofFrames(1));
    private final BackRing ring = new BackRing(new SharedRing(memory, LAYOUT, 0, FIRST_SLOT));
    private final OverrunLimit limit = new OverrunLimit();

    private void claim(int index) {
        memory.putInt(LAYOUT.reqProd(), index);
    }

    /** Takes and answers what may be taken, at most so many. */
    private int take(int most) {
        int taken = 0;
        while (taken < most && ring.hasRequest() && limit.allows(ring)) {
            ring.nextRequest();
            ring.nextResponse();
            taken++;
        }
        return taken;
    }

    @Test
    void takesAllThatAnHonestFrontendPosted() {
        claim(SLOTS);
        assertThat(limit.begins(ring)).isFalse();
        assertThat(take(100)).isEqualTo(SLOTS);
    }

    @Test
    void takesARingsWorthOfWhatIsImpossibleAndTellsOnce() {
        claim(SLOTS + 1);
        assertThat(limit.begins(ring)).isTrue();
        assertThat(take(100)).isEqualTo(SLOTS);
        claim(-1);
        assertThat(limit.begins(ring)).isFalse();
        assertThat(take(100)).isZero();
    }

    @Test
    void goesOnWhenTheIndexIsPossibleAgain() {
        claim(1000);
        limit.begins(ring);
        take(100);
        claim(SLOTS + 2);
        assertThat(limit.begins(ring)).isFalse();
        assertThat(take(100)).isEqualTo(2);
        claim(1000);
        assertThat(limit.begins(ring)).as("another violation").isTrue();
    }

    @Test
    void doesNotStartAgainWhenSomebodyElseTookMore() {
        claim(1000);
        limit.begins(ring);
        for (int i = 0; i < SLOTS + 1; i++) {
            ring.nextRequest();
            ring.nextResponse();
        }
        assertThat(take(100)).isZero();
    }

    @Test
    void forgetsWithTheRing() {
        claim(1000);
        limit.begins(ring);
        take(100);
        ring.reset();
        limit.reset();
        claim(1);
        assertThat(limit.begins(ring)).isFalse();
        assertThat(take(100)).isOne();
    }
}

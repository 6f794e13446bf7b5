package io.nodev.common.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NicCountersTest {
    private final NicCounters counters = new NicCounters();

    @Test
    void keepsEveryCounterApart() {
        counters.countOut(60);
        counters.countIn(100);
        counters.countIn(1_514);
        counters.countFiltered();
        counters.countDropped(NicDrop.GIANT);

        assertThat(counters.framesOut()).isEqualTo(1);
        assertThat(counters.bytesOut()).isEqualTo(60);
        assertThat(counters.framesIn()).isEqualTo(2);
        assertThat(counters.bytesIn()).isEqualTo(1_614);
        assertThat(counters.filtered()).isEqualTo(1);
        assertThat(counters.dropped(NicDrop.GIANT)).isEqualTo(1);
        assertThat(counters.dropped(NicDrop.RUNT)).isZero();
        assertThat(counters.dropped(NicDrop.RECEIVE_QUEUE_FULL)).isZero();
    }

    @Test
    void losesNoCountBetweenThreads() throws InterruptedException {
        Runnable counting = () -> {
            for (int i = 0; i < 100_000; i++) {
                counters.countIn(14);
            }
        };
        Thread other = new Thread(counting);
        other.start();
        counting.run();
        other.join();

        assertThat(counters.framesIn()).isEqualTo(200_000);
        assertThat(counters.bytesIn()).isEqualTo(2_800_000);
    }
}

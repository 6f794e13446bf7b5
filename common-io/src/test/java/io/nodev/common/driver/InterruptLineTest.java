package io.nodev.common.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InterruptLineTest {
    private final InterruptLine line = new InterruptLine();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void callsOnceUntilItIsArmedAgain() {
        line.connect(calls::incrementAndGet);

        line.raise();
        line.raise();
        assertThat(calls).hasValue(1);

        line.arm();
        assertThat(calls).as("arming alone calls nobody").hasValue(1);
        line.raise();
        assertThat(calls).hasValue(2);
    }

    @Test
    void isArmedByConnectingSomebody() {
        line.raise();

        line.connect(calls::incrementAndGet);
        line.raise();

        assertThat(calls).hasValue(1);
    }

    @Test
    void wantsSomebodyToCall() {
        assertThatThrownBy(() -> line.connect(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    @Timeout(900)
    void losesNoEventBetweenThreads() throws InterruptedException {
        AtomicInteger pending = new AtomicInteger();
        Semaphore wake = new Semaphore(0);
        line.connect(wake::release);
        int events = 200_000;
        Thread raiser = new Thread(() -> {
            for (int i = 0; i < events; i++) {
                pending.incrementAndGet();
                line.raise();
            }
        });
        raiser.start();

        int seen = 0;
        while (seen < events) {
            assertThat(wake.tryAcquire(300, TimeUnit.SECONDS))
                    .as("woken after %d events", seen)
                    .isTrue();
            seen += pending.getAndSet(0);
            line.arm();
            if (pending.get() > 0) {
                line.raise();
            }
        }
        raiser.join();
        assertThat(seen).isEqualTo(events);
    }
}

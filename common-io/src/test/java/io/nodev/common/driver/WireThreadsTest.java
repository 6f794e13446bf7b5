package io.nodev.common.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.MacAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Owners on threads of their own, each asleep until its card's interrupt wakes it. */
class WireThreadsTest {
    private static final int FRAMES = 30_000;
    private static final int IN_FLIGHT = 64;

    private final Wire wire = new Wire();
    private final CountDownLatch bothConnected = new CountDownLatch(2);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @Test
    @Timeout(900)
    void wakesEveryOwnerForEveryFrameAndEveryCompletion() throws InterruptedException {
        Owner ping = new Owner(1, 2);
        Owner pong = new Owner(2, 1);
        ping.start();
        pong.start();
        ping.join();
        pong.join();

        assertThat(failure).hasNullValue();
        assertThat(ping.received).hasValue(FRAMES);
        assertThat(pong.received).hasValue(FRAMES);
        assertThat(ping.card.stats().dropped(NicDrop.RECEIVE_QUEUE_FULL)).isZero();
        assertThat(ping.card.stats().framesIn()).isEqualTo(FRAMES);
        assertThat(ping.card.stats().bytesOut()).isEqualTo(60L * FRAMES);
    }

    /** Sends numbered frames to its peer, never more than 64 ahead of what it received, and checks the peer's numbers. */
    private final class Owner extends Thread implements NicEvents {
        private final WireCard card;
        private final byte[] bytes = new byte[60];
        private final OutboundFrame outgoing = OutboundFrame.of(bytes);
        private final Semaphore wake = new Semaphore(0);
        private final AtomicInteger received = new AtomicInteger();
        private int completed;

        Owner(int own, int peer) {
            card = wire.connect(
                    WireCardSpec.of("card" + own, new MacAddress(own)).withSlots(128, 16));
            new MacAddress(peer).put(bytes, 0);
        }

        @Override
        public void run() {
            try {
                card.setInterrupt(wake::release);
                bothConnected.countDown();
                bothConnected.await();
                int sent = 0;
                while (!isDone()) {
                    sent = sendAhead(sent);
                    if (card.poll(this, 8) < 8 && !canSend(sent) && !isDone()) {
                        assertThat(wake.tryAcquire(300, TimeUnit.SECONDS))
                                .as("woken")
                                .isTrue();
                    }
                }
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        }

        private boolean isDone() {
            return received.get() == FRAMES && completed == FRAMES;
        }

        private boolean canSend(int sent) {
            return sent < FRAMES && sent < received.get() + IN_FLIGHT && sent - completed < 16;
        }

        private int sendAhead(int from) {
            int sent = from;
            while (canSend(sent)) {
                bytes[14] = (byte) (sent >>> 8);
                bytes[15] = (byte) sent;
                assertThat(card.transmit(outgoing, sent)).isTrue();
                sent++;
            }
            return sent;
        }

        @Override
        public void received(byte[] from, int offset, int length) {
            int number = (from[offset + 14] & 0xFF) << 8 | from[offset + 15] & 0xFF;
            assertThat(number).isEqualTo(received.getAndIncrement() & 0xFFFF);
            assertThat(length).isEqualTo(60);
        }

        @Override
        public void transmitted(int cookie) {
            assertThat(cookie).isEqualTo(completed++);
        }
    }
}

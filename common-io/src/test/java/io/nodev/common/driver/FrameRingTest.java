package io.nodev.common.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRingTest {
    @ParameterizedTest
    @ValueSource(ints = {0, -5, Integer.MAX_VALUE - 4, 0x3FFF_FFFC, 0x7FFF_FFFF})
    void keepsFramesInOrderAndRefusesOneTooManyWhereverItsIndicesAre(int start) {
        FrameRing ring = new FrameRing(4, start);
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(put(ring, round * 4 + i)).isTrue();
            }
            assertThat(put(ring, 99)).as("a fifth frame").isFalse();
            for (int i = 0; i < 4; i++) {
                assertThat(take(ring)).isEqualTo(round * 4 + i);
            }
            assertThat(ring.isEmpty()).isTrue();
        }
    }

    @Test
    void worksWithASingleSlot() {
        FrameRing ring = new FrameRing(1);
        for (int i = 0; i < 5; i++) {
            assertThat(ring.isEmpty()).isTrue();
            assertThat(put(ring, i)).isTrue();
            assertThat(put(ring, i)).isFalse();
            assertThat(take(ring)).isEqualTo(i);
        }
    }

    @Test
    void holdsTheLongestFrameInEverySlot() {
        FrameRing ring = new FrameRing(2);
        byte[] longest = new byte[FrameRing.SLOT_LENGTH + 3];
        Arrays.fill(longest, 3, longest.length, (byte) 7);
        ring.put(longest, 3, FrameRing.SLOT_LENGTH);
        put(ring, 1);

        assertThat(ring.length()).isEqualTo(FrameRing.SLOT_LENGTH);
        assertThat(Arrays.copyOfRange(ring.bytes(), ring.offset(), ring.offset() + ring.length()))
                .containsOnly(7);
        ring.take();
        assertThat(take(ring)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3, 131_072, Integer.MIN_VALUE})
    void refusesSizesThatAreNoPowerOfTwo(int slots) {
        assertThatThrownBy(() -> new FrameRing(slots))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a ring has a power of two of slots, 1 to 65536: slots=" + slots);
    }

    @Test
    @Timeout(900)
    void losesAndDoublesNothingBetweenThreeSendersAndOneReceiver() throws InterruptedException {
        FrameRing ring = new FrameRing(8, -100_000);
        int each = 60_000;
        Thread[] senders = IntStream.range(0, 3)
                .mapToObj(sender -> new Thread(() -> sendAll(ring, sender, each)))
                .toArray(Thread[]::new);
        for (Thread sender : senders) {
            sender.start();
        }
        int[] next = new int[3];
        for (int taken = 0; taken < 3 * each; taken++) {
            while (ring.isEmpty()) {
                Thread.onSpinWait();
            }
            int value = take(ring);
            assertThat(value % each).as("order of one sender").isEqualTo(next[value / each]++);
        }
        for (Thread sender : senders) {
            sender.join();
        }
        assertThat(ring.isEmpty()).isTrue();
        assertThat(next).containsOnly(each);
    }

    private static void sendAll(FrameRing ring, int sender, int count) {
        for (int i = 0; i < count; i++) {
            while (!put(ring, sender * count + i)) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean put(FrameRing ring, int value) {
        byte[] bytes = {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
        return ring.put(bytes, 0, 4);
    }

    private static int take(FrameRing ring) {
        assertThat(ring.length()).isEqualTo(4);
        int value = java.nio.ByteBuffer.wrap(ring.bytes()).getInt(ring.offset());
        ring.take();
        return value;
    }
}

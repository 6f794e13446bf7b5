package io.nodev.common.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.MacAddress;
import org.junit.jupiter.api.Test;

class DummyCardTest {
    private final RecordingEvents events = new RecordingEvents();

    @Test
    void hasNoAddressUnlessItIsGivenOneAndAdvertisesScatterGather() {
        DummyCard dummy = new DummyCard("eth0");

        assertThat(dummy.name()).isEqualTo("eth0");
        assertThat(dummy.address()).hasToString("00:00:00:00:00:00");
        assertThat(dummy.scatterGather()).isTrue();
        assertThat(new DummyCard("eth0", MacAddress.BROADCAST).address()).isEqualTo(MacAddress.BROADCAST);
    }

    @Test
    void acceptsEveryFrameThoughNobodyPolls() {
        DummyCard dummy = new DummyCard("eth0");
        for (int cookie = 0; cookie < 5_000; cookie++) {
            assertThat(dummy.transmit(OutboundFrame.of(new byte[100]), cookie)).isTrue();
        }

        assertThat(dummy.poll(events, Integer.MAX_VALUE)).isEqualTo(5_000);
        assertThat(events.cookies).isSorted().hasSize(5_000).doesNotHaveDuplicates();
        assertThat(dummy.stats().framesOut()).isEqualTo(5_000);
        assertThat(dummy.stats().bytesOut()).isEqualTo(500_000);
    }

    @Test
    void discardsFramesWithoutReadingThemAndNeverReceives() {
        DummyCard dummy = new DummyCard("eth0");
        dummy.setPromiscuous(true);

        dummy.transmit(unreadable(60), 1);

        dummy.poll(events, 100);
        assertThat(events.cookies).containsExactly(1);
        assertThat(events.frames).isEmpty();
        assertThat(dummy.stats().framesIn()).isZero();
    }

    private static OutboundFrame unreadable(int length) {
        return new OutboundFrame() {
            @Override
            public int length() {
                return length;
            }

            @Override
            public void copyTo(byte[] into, int at) {
                throw new AssertionError("the dummy read a frame");
            }
        };
    }
}

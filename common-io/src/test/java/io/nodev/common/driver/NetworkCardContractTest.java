package io.nodev.common.driver;

import static io.nodev.common.driver.RecordingEvents.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.packet.MacAddress;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every card. */
class NetworkCardContractTest {
    private static final String OWN = "00:02:b3:9d:1f:aa";

    private final RecordingEvents events = new RecordingEvents();

    static Stream<NetworkCard> cards() {
        MacAddress own = MacAddress.parse(OWN);
        Wire wire = new Wire();
        wire.connect(WireCardSpec.of("outside", MacAddress.parse("52:54:00:12:34:64")));
        return Stream.of(
                new DummyCard("dummy", own),
                new CaptureCard("capture", own, () -> 0),
                wire.connect(WireCardSpec.of("wire", own)));
    }

    @ParameterizedTest
    @MethodSource("cards")
    void refusesLengthsThatAreNoFrame(NetworkCard card) {
        for (int length : new int[] {0, 13, 1_515, 70_000}) {
            assertThatThrownBy(() -> card.transmit(OutboundFrame.of(new byte[length]), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a card sends frames of 14 to 1514 bytes: length=" + length);
        }
        assertThat(card.transmit(OutboundFrame.of(new byte[14]), 1)).isTrue();
        assertThat(card.transmit(OutboundFrame.of(new byte[1_514]), 2)).isTrue();

        assertThat(card.stats().framesOut()).isEqualTo(2);
        assertThat(card.stats().bytesOut()).isEqualTo(1_528);
    }

    @ParameterizedTest
    @MethodSource("cards")
    void completesFramesInOrderWithinTheBudget(NetworkCard card) {
        for (int cookie = 0; cookie < 100; cookie++) {
            assertThat(card.transmit(OutboundFrame.of(new byte[60]), -cookie)).isTrue();
        }

        assertThat(card.poll(events, 0)).isZero();
        assertThat(card.poll(events, 60)).isEqualTo(60);
        assertThat(card.poll(events, 60)).isEqualTo(40);
        assertThat(card.poll(events, 60)).isZero();

        assertThat(events.frames).isEmpty();
        assertThat(events.cookies).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(events.cookies.get(i)).isEqualTo(-i);
        }
    }

    @ParameterizedTest
    @MethodSource("cards")
    void refusesANegativeBudget(NetworkCard card) {
        assertThatThrownBy(() -> card.poll(events, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a budget is 0 or more: budget=-1");
    }

    @ParameterizedTest
    @MethodSource("cards")
    void interruptsOncePerPollThatFoundAllThereWas(NetworkCard card) {
        AtomicInteger interrupts = new AtomicInteger();
        card.setInterrupt(interrupts::incrementAndGet);
        assertThat(interrupts).as("nothing waits").hasValue(0);

        card.transmit(OutboundFrame.of(new byte[60]), 1);
        card.transmit(OutboundFrame.of(new byte[60]), 2);
        assertThat(interrupts).as("one for both").hasValue(1);

        card.poll(events, 2);
        card.transmit(OutboundFrame.of(new byte[60]), 3);
        assertThat(interrupts)
                .as("the budget was used up, so the owner polls anyway")
                .hasValue(1);

        card.poll(events, 2);
        card.transmit(OutboundFrame.of(new byte[60]), 4);
        assertThat(interrupts).as("the last poll found less than its budget").hasValue(2);
    }

    @ParameterizedTest
    @MethodSource("cards")
    void interruptsAtOnceIfSomethingWaitsWhenTheInterruptIsSet(NetworkCard card) {
        AtomicInteger interrupts = new AtomicInteger();
        card.transmit(OutboundFrame.of(new byte[60]), 1);

        card.setInterrupt(interrupts::incrementAndGet);

        assertThat(interrupts).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("cards")
    void interruptsForWhatAnEventAddsDuringAPoll(NetworkCard card) {
        AtomicInteger interrupts = new AtomicInteger();
        card.transmit(OutboundFrame.of(new byte[60]), 1);
        NicEvents sendsAnother = new NicEvents() {
            @Override
            public void received(byte[] bytes, int offset, int length) {}

            @Override
            public void transmitted(int cookie) {
                if (cookie < 3) {
                    card.transmit(OutboundFrame.of(new byte[60]), cookie + 1);
                }
            }
        };
        card.setInterrupt(interrupts::incrementAndGet);

        assertThat(card.poll(sendsAnother, 2)).isEqualTo(2);
        assertThat(card.poll(sendsAnother, 2)).as("cookie 3 was not lost").isEqualTo(1);
        card.transmit(OutboundFrame.of(new byte[60]), 9);
        assertThat(interrupts).hasValue(2);
    }

    @ParameterizedTest
    @MethodSource("cards")
    void isPromiscuousOnRequestOnly(NetworkCard card) {
        assertThat(card.promiscuous()).isFalse();
        card.setPromiscuous(true);
        assertThat(card.promiscuous()).isTrue();
        card.setPromiscuous(false);
        assertThat(card.promiscuous()).isFalse();
        assertThat(card.address()).hasToString(OWN);
    }

    @ParameterizedTest
    @MethodSource("cards")
    void startsOverWithoutWhatTheFormerOwnerSent(NetworkCard card) {
        AtomicInteger former = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        card.setInterrupt(former::incrementAndGet);
        card.transmit(OutboundFrame.of(new byte[60]), 1);
        former.set(0);

        NetworkCard anew = card.reset();
        anew.setInterrupt(next::incrementAndGet);

        assertThat(next).as("nothing waits").hasValue(0);
        assertThat(anew.poll(events, 9)).isZero();
        anew.transmit(OutboundFrame.of(new byte[60]), 2);
        assertThat(anew.poll(events, 9)).isEqualTo(1);
        assertThat(events.cookies).containsExactly(2);
        assertThat(next).hasValue(1);
        assertThat(former).hasValue(0);
        assertThat(card.stats().framesOut()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("cards")
    void aFormerOwnerHasNothingOfTheNextOnes(NetworkCard card) {
        AtomicInteger next = new AtomicInteger();
        NetworkCard second = card.reset();
        NetworkCard third = second.reset();
        third.setInterrupt(next::incrementAndGet);
        third.transmit(OutboundFrame.of(new byte[60]), 3);

        for (NetworkCard former : List.of(card, second)) {
            former.setInterrupt(() -> {});
            assertThat(former.transmit(OutboundFrame.of(new byte[60]), 1)).isFalse();
            assertThat(former.poll(events, 9)).isZero();
        }

        assertThat(next).hasValue(1);
        assertThat(third.poll(events, 9)).isEqualTo(1);
        assertThat(events.cookies).containsExactly(3);
        assertThat(card.stats().framesOut()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("cards")
    void allocatesNothingForAFrame(NetworkCard card) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        OutboundFrame frame = OutboundFrame.of(frame("ff:ff:ff:ff:ff:ff", 1_514, 1));
        AtomicInteger completed = new AtomicInteger();
        NicEvents counting = new NicEvents() {
            @Override
            public void received(byte[] bytes, int offset, int length) {}

            @Override
            public void transmitted(int cookie) {
                completed.incrementAndGet();
            }
        };
        int frames = 20_000;
        sendAndPoll(card, frame, counting, 1_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        sendAndPoll(card, frame, counting, frames);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(completed).hasValue(frames + 1_000);
        assertThat(allocated).as("bytes for %d frames", frames).isLessThan(frames);
    }

    private static void sendAndPoll(NetworkCard card, OutboundFrame frame, NicEvents events, int frames) {
        for (int i = 0; i < frames; i++) {
            card.transmit(frame, i);
            card.poll(events, 4);
        }
    }
}

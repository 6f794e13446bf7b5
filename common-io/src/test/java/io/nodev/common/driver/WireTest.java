package io.nodev.common.driver;

import static io.nodev.common.driver.RecordingEvents.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.packet.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final String A = "02:00:00:00:00:0a";
    private static final String B = "02:00:00:00:00:0b";
    private static final String ELSEWHERE = "02:00:00:00:00:0e";
    private static final String BROADCAST = "ff:ff:ff:ff:ff:ff";

    private final Wire wire = new Wire();
    private final WireCard a = wire.connect(WireCardSpec.of("a", MacAddress.parse(A)));
    private final WireCard b = wire.connect(WireCardSpec.of("b", MacAddress.parse(B)));
    private final WireCard sniffer = wire.connect(WireCardSpec.of("sniffer", new MacAddress(0)));
    private final RecordingEvents seen = new RecordingEvents();

    @Test
    void showsAFrameToEveryOtherCardWhoseFilterItPasses() {
        sniffer.setPromiscuous(true);

        send(a, frame(B, 60, 1));
        send(a, frame(ELSEWHERE, 61, 2));
        send(a, frame(BROADCAST, 62, 3));

        assertThat(framesAt(b)).containsExactly(frame(B, 60, 1), frame(BROADCAST, 62, 3));
        assertThat(framesAt(sniffer))
                .containsExactly(frame(B, 60, 1), frame(ELSEWHERE, 61, 2), frame(BROADCAST, 62, 3));
        assertThat(framesAt(a)).as("nobody hears himself").isEmpty();
        assertThat(b.stats().filtered()).isEqualTo(1);
        assertThat(a.stats().framesOut()).isEqualTo(3);
        assertThat(a.stats().bytesOut()).isEqualTo(183);
    }

    @Test
    void copiesAFrameOnceThoughManySeeIt() {
        sniffer.setPromiscuous(true);
        AtomicInteger copies = new AtomicInteger();
        byte[] bytes = frame(BROADCAST, 60, 1);
        OutboundFrame changing = new OutboundFrame() {
            @Override
            public int length() {
                return bytes.length;
            }

            @Override
            public void copyTo(byte[] into, int at) {
                bytes[20] = (byte) copies.incrementAndGet();
                System.arraycopy(bytes, 0, into, at, bytes.length);
            }
        };

        a.transmit(changing, 1);

        assertThat(copies).hasValue(1);
        assertThat(framesAt(b)).containsExactly(bytes);
        assertThat(framesAt(sniffer)).containsExactly(bytes);
    }

    @Test
    void losesFramesForACardThatDoesNotPollAndForNoOther() {
        WireCard slow = wire.connect(WireCardSpec.of("slow", new MacAddress(1)).withSlots(4, 1));
        for (int i = 0; i < 10; i++) {
            send(a, frame(BROADCAST, 60, i));
        }

        assertThat(slow.stats().dropped(NicDrop.RECEIVE_QUEUE_FULL)).isEqualTo(6);
        assertThat(framesAt(slow)).hasSize(4).first().isEqualTo(frame(BROADCAST, 60, 0));
        assertThat(framesAt(b)).hasSize(10);
    }

    @Test
    void holdsCompletionsUntilTheQueueIsFullAndShowsThemAfterwards() {
        WireCard narrow =
                wire.connect(WireCardSpec.of("narrow", new MacAddress(1)).withSlots(8, 3));
        AtomicInteger interrupts = new AtomicInteger();
        narrow.setInterrupt(interrupts::incrementAndGet);
        narrow.holdCompletions(true);
        for (int cookie = 1; cookie <= 3; cookie++) {
            assertThat(narrow.transmit(OutboundFrame.of(frame(B, 60, cookie)), cookie))
                    .isTrue();
        }

        assertThat(narrow.transmit(OutboundFrame.of(frame(B, 60, 4)), 4)).isFalse();
        assertThat(narrow.poll(seen, 9)).isZero();
        assertThat(interrupts).hasValue(0);
        assertThat(framesAt(b)).as("what was taken is on the wire").hasSize(3);

        narrow.holdCompletions(false);
        assertThat(interrupts).hasValue(1);
        assertThat(narrow.poll(seen, 9)).isEqualTo(3);
        assertThat(seen.cookies).containsExactly(1, 2, 3);
        assertThat(narrow.transmit(OutboundFrame.of(frame(B, 60, 4)), 4)).isTrue();
    }

    @Test
    void stillReceivesWhileCompletionsAreHeld() {
        a.holdCompletions(true);
        send(a, frame(B, 60, 1));
        b.transmit(OutboundFrame.of(frame(A, 60, 2)), 2);

        assertThat(a.poll(seen, 9)).isEqualTo(1);

        assertThat(seen.frames).containsExactly(frame(A, 60, 2));
        assertThat(seen.cookies).isEmpty();
    }

    @Test
    void startsOverWithoutWhatHadArrivedAndStillHolds() {
        b.transmit(OutboundFrame.of(frame(A, 60, 1)), 1);
        a.holdCompletions(true);
        NetworkCard anew = a.reset();
        b.transmit(OutboundFrame.of(frame(A, 60, 2)), 2);
        anew.transmit(OutboundFrame.of(frame(B, 60, 3)), 3);

        assertThat(anew.poll(seen, 9)).isEqualTo(1);
        assertThat(seen.frames).containsExactly(frame(A, 60, 2));
        a.holdCompletions(false);
        assertThat(anew.poll(seen, 9)).isEqualTo(1);
    }

    @Test
    void aPollOfTheFormerOwnersSeesNothingOfTheNextOnes() {
        a.transmit(OutboundFrame.of(frame(B, 60, 1)), 1);
        a.transmit(OutboundFrame.of(frame(B, 60, 2)), 2);
        List<NetworkCard> anew = new ArrayList<>();
        RecordingEvents late = new RecordingEvents() {
            @Override
            public void transmitted(int cookie) {
                super.transmitted(cookie);
                if (cookie == 1) {
                    anew.add(a.reset());
                    anew.get(0).transmit(OutboundFrame.of(frame(B, 60, 3)), 3);
                }
            }
        };

        a.poll(late, 9);
        anew.get(0).poll(seen, 9);

        assertThat(late.cookies).containsExactly(1, 2);
        assertThat(seen.cookies).containsExactly(3);
    }

    @Test
    void showsCompletionsBeforeFrames() {
        b.transmit(OutboundFrame.of(frame(A, 60, 2)), 2);
        a.transmit(OutboundFrame.of(frame(B, 60, 1)), 7);

        assertThat(a.poll(seen, 1)).isEqualTo(1);
        assertThat(seen.cookies).containsExactly(7);
        assertThat(seen.frames).isEmpty();
        assertThat(a.poll(seen, 1)).isEqualTo(1);
        assertThat(seen.frames).hasSize(1);
    }

    @Test
    void interruptsForTheCompletionOfAReplySentDuringAPoll() {
        AtomicInteger interrupts = new AtomicInteger();
        NicEvents replying = new NicEvents() {
            @Override
            public void received(byte[] bytes, int offset, int length) {
                a.transmit(OutboundFrame.of(frame(B, 60, 2)), 8);
            }

            @Override
            public void transmitted(int cookie) {
                throw new AssertionError("completions come first, and there was none then");
            }
        };
        a.setInterrupt(interrupts::incrementAndGet);
        send(b, frame(A, 60, 1));
        assertThat(interrupts).hasValue(1);

        assertThat(a.poll(replying, 9)).isEqualTo(1);

        assertThat(interrupts).as("the completion waits, and the owner knows").hasValue(2);
        assertThat(a.poll(seen, 9)).isEqualTo(1);
        assertThat(seen.cookies).containsExactly(8);
    }

    @Test
    void cutsOffACardWhosePlugWasPulled() {
        wire.disconnect(b);
        wire.disconnect(b);

        send(a, frame(B, 60, 1));
        assertThat(framesAt(b)).isEmpty();
        assertThat(b.transmit(OutboundFrame.of(frame(BROADCAST, 60, 2)), 5)).isTrue();
        assertThat(framesAt(a)).isEmpty();
        b.poll(seen, 9);
        assertThat(seen.cookies).as("the buffer is free all the same").containsExactly(5);
    }

    @Test
    void buildsCardsAsTheyAreSpecified() {
        assertThat(a.scatterGather()).isTrue();
        assertThat(wire.connect(WireCardSpec.of("x", new MacAddress(9)).withoutScatterGather())
                        .scatterGather())
                .isFalse();
        assertThatThrownBy(() ->
                        wire.connect(WireCardSpec.of("x", new MacAddress(9)).withSlots(3, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        wire.connect(WireCardSpec.of("x", new MacAddress(9)).withSlots(4, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void send(WireCard card, byte[] frame) {
        assertThat(card.transmit(OutboundFrame.of(frame), 0)).isTrue();
    }

    private static java.util.List<byte[]> framesAt(WireCard card) {
        RecordingEvents events = new RecordingEvents();
        card.poll(events, Integer.MAX_VALUE);
        return events.frames;
    }
}

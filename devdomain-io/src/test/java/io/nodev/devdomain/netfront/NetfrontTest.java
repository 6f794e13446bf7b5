package io.nodev.devdomain.netfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.kernel.PagePool;
import io.nodev.devdomain.control.ConnectionState;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A frontend against a backend that does what the test says. */
class NetfrontTest {
    private final FrontendHarness harness = new FrontendHarness();
    private final Netfront netfront = harness.netfront();
    private final List<byte[]> received = new ArrayList<>();

    private boolean transmit(int length) {
        return netfront.transmit(new byte[length], 0, length);
    }

    private int receive(int budget) {
        return netfront.receive(
                (bytes, at, length) -> received.add(Arrays.copyOfRange(bytes, at, at + length)), budget);
    }

    private static byte[] frame(int seed) {
        byte[] bytes = new byte[100];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }

    private int owned() {
        return harness.domains().hypervisor().frames().owned(1);
    }

    @Test
    void dropsAndCountsWhatIsSentWhileNotConnected() {
        assertThat(transmit(60)).isTrue();
        harness.tell(NetifFrontendLayout.DISCONNECTED);
        assertThat(transmit(60)).isTrue();
        assertThat(netfront.stats().txNotConnected()).isEqualTo(2);
        assertThat(netfront.stats().txFrames()).isZero();
        assertThat(netfront.outstanding()).isZero();
    }

    @Test
    void putsRingPagesAsideThatALostBackendStillMapsAndUsesThemAgain() {
        harness.connect();
        int pages = harness.kernel().pages().available();
        int first = netfront.txReference();
        harness.tell(NetifFrontendLayout.DISCONNECTED);
        assertThat(netfront.txReference()).isNotEqualTo(first);
        assertThat(netfront.pagesSetAside()).isEqualTo(2);
        harness.tell(NetifFrontendLayout.DISCONNECTED);
        assertThat(harness.kernel().pages().available())
                .as("nobody mapped the second ones")
                .isEqualTo(pages - 2);
        harness.detach();
        harness.attach();
        harness.tell(NetifFrontendLayout.CONNECTED);
        harness.tell(NetifFrontendLayout.DISCONNECTED);
        assertThat(netfront.txReference()).isEqualTo(first);
        assertThat(harness.kernel().pages().available()).isEqualTo(pages - 2);
    }

    @Test
    void staysClosedWhileLostBackendsMapEveryPage() {
        harness.connect();
        PagePool pages = harness.kernel().pages();
        while (pages.available() > 1) {
            pages.take();
        }
        int asked = harness.askedCount();
        harness.tell(NetifFrontendLayout.DISCONNECTED);
        assertThat(netfront.state()).isEqualTo(ConnectionState.CLOSED);
        assertThat(harness.askedCount()).isEqualTo(asked);
        harness.detach();
        harness.tell(NetifFrontendLayout.DISCONNECTED);
        assertThat(netfront.state()).isEqualTo(ConnectionState.DISCONNECTED);
    }

    @Test
    void offersItsRingsInALaterTurnWhenALostBackendHasLetGoOfThem() {
        harness.connect();
        PagePool pages = harness.kernel().pages();
        while (pages.available() > 1) {
            pages.take();
        }
        int asked = harness.askedCount();
        harness.tell(NetifFrontendLayout.DISCONNECTED);
        harness.driver().run(64);
        assertThat(harness.askedCount()).as("while the pages are mapped").isEqualTo(asked);
        harness.detach();
        harness.driver().run(64);
        harness.driver().run(64);
        assertThat(harness.askedCount()).as("offered once").isEqualTo(asked + 1);
        assertThat(harness.asked(asked).getShort(NetifFrontendLayout.OFFER_LOSSES))
                .isEqualTo(9);
        assertThat(netfront.state()).isEqualTo(ConnectionState.DISCONNECTED);
        harness.attach();
        harness.tell(NetifFrontendLayout.CONNECTED);
        assertThat(netfront.isConnected()).isTrue();
    }

    @Test
    void offersNothingLaterWhenItIsClosedMeanwhile() {
        harness.connect();
        PagePool pages = harness.kernel().pages();
        while (pages.available() > 1) {
            pages.take();
        }
        int asked = harness.askedCount();
        harness.tell(NetifFrontendLayout.DISCONNECTED);
        harness.tell(NetifFrontendLayout.CLOSED);
        harness.detach();
        harness.driver().run(64);
        assertThat(harness.askedCount()).isEqualTo(asked);
    }

    @Test
    void saysWhichLossItOffersRingsAfter() {
        harness.tell(NetifFrontendLayout.DISCONNECTED);
        assertThat(harness.asked(1).getShort(NetifFrontendLayout.OFFER_LOSSES)).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4096})
    void refusesLengthsThatNoPageHolds(int length) {
        assertThatThrownBy(() -> netfront.transmit(new byte[5000], 0, length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length=" + length);
    }

    @Test
    void hasOneRequestForEachSlotOutstandingAndThenNotNow() {
        harness.connect();
        for (int i = 0; i < 256; i++) {
            assertThat(transmit(60)).isTrue();
        }
        assertThat(transmit(60)).isFalse();
        harness.answer(harness.takeRequest(), 0);
        assertThat(transmit(60)).isTrue();
        assertThat(transmit(60)).isFalse();
    }

    @Test
    void countsAPacketByItsStatusWhenItIsAnswered() {
        harness.connect();
        transmit(60);
        transmit(1600);
        transmit(60);
        harness.answer(harness.takeRequest(), 0);
        harness.answer(harness.takeRequest(), -1);
        receive(1);
        assertThat(netfront.stats().txStatus()).containsExactly(Map.entry(-1, 1L), Map.entry(0, 1L));
        assertThat(netfront.stats().txBytes()).isEqualTo(1660);
        assertThat(netfront.outstanding()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 256, 32_767})
    void ignoresAnAnswerToWhatItDidNotAsk(int id) {
        harness.connect();
        transmit(60);
        harness.takeRequest();
        harness.answer(id, 0);
        receive(1);
        assertThat(netfront.stats().txFrames()).isZero();
    }

    @Test
    void ignoresABackendThatClaimsToHaveAnsweredMoreThanWasAsked() {
        harness.connect();
        transmit(60);
        for (int i = 0; i < 5; i++) {
            harness.answer(0, 0);
        }
        receive(1);
        assertThat(netfront.stats().txFrames()).isZero();
    }

    @Test
    void asksToBeNotifiedOnlyWhenTheBackendMaySleep() {
        harness.connect();
        transmit(60);
        assertThat(harness.tx().hasRequest()).isTrue();
        assertThat(harness.tx().requestIndex()).isZero();
    }

    @Test
    void handsOverWhatCameAndPostsTheBufferAgain() {
        harness.connect();
        int before = owned();
        int id = harness.exchange(frame(7));
        harness.answerReceived(id, 0, 100);
        assertThat(receive(64)).isEqualTo(1);
        assertThat(received).containsExactly(frame(7));
        assertThat(owned()).isEqualTo(before);
        assertThat(harness.rx().hasRequest()).isTrue();
        for (int i = 0; i < 255; i++) {
            harness.rx().nextRequest();
        }
        assertThat(harness.rx().hasRequest()).as("256 buffers are posted").isTrue();
    }

    @Test
    void handsOverNoMoreThanTheBudget() {
        harness.connect();
        for (int i = 0; i < 10; i++) {
            harness.answerReceived(harness.exchange(frame(i)), 0, 100);
        }
        assertThat(receive(4)).isEqualTo(4);
        assertThat(receive(64)).isEqualTo(6);
        assertThat(received).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, -1", "4000, 100", "-4, 100", "4096, 1", "0, 4097", "2147483647, 100"})
    void countsABufferThatCameBackWithNonsenseAndPostsItAgain(int offset, int status) {
        harness.connect();
        harness.answerReceived(harness.exchange(frame(1)), offset, status);
        assertThat(receive(64)).isZero();
        assertThat(netfront.stats().rxErrors()).isEqualTo(1);
        cycleEveryBuffer();
    }

    /** Every buffer can still be exchanged, so the frontend knows which page each of them is. */
    private void cycleEveryBuffer() {
        received.clear();
        for (int i = 0; i < 300; i++) {
            harness.answerReceived(harness.exchange(frame(i)), 0, 100);
            receive(64);
        }
        assertThat(received).hasSize(300);
    }

    @Test
    void doesNotReadAPageThatWasNotExchanged() {
        harness.connect();
        harness.rx().nextRequest();
        harness.answerReceived(0, 0, 100);
        assertThat(receive(64)).isZero();
        assertThat(netfront.stats().rxErrors()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256, 32_767})
    void countsAnAnswerForABufferThatIsNone(int id) {
        harness.connect();
        harness.rx().nextRequest();
        harness.answerReceived(id, 0, 100);
        assertThat(receive(64)).isZero();
        assertThat(netfront.stats().rxErrors()).isEqualTo(1);
    }

    @Test
    void putsUnansweredPacketsAgainWhenItIsConnectedAgain() {
        harness.connect();
        for (int i = 0; i < 6; i++) {
            transmit(60 + i);
        }
        harness.answer(harness.takeRequest(), 0);
        harness.answer(harness.takeRequest(), 0);
        harness.takeRequest();
        harness.detach();
        harness.connect();
        assertThat(netfront.outstanding()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            harness.answer(harness.takeRequest(), 0);
        }
        receive(1);
        assertThat(netfront.stats().txStatus()).containsExactly(Map.entry(0, 6L));
        assertThat(netfront.stats().txBytes()).isEqualTo(60 + 61 + 62 + 63 + 64 + 65);
        assertThat(netfront.outstanding()).isZero();
    }

    @Test
    void goesOnWithThePagesThatCameFromABackendThatNeverAnswered() {
        harness.connect();
        int before = owned();
        for (int i = 0; i < 10; i++) {
            harness.exchange(frame(i));
        }
        harness.detach();
        harness.connect();
        assertThat(owned()).isEqualTo(before);
        cycleEveryBuffer();
    }

    @Test
    void letsNobodyExchangeAPageOnceClosed() {
        harness.connect();
        harness.tell(NetifFrontendLayout.CLOSED);
        assertThatThrownBy(() -> harness.exchange(frame(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not exchanged");
    }

    @Test
    void keepsItsPagesOverManyConnections() {
        harness.connect();
        int before = owned();
        for (int i = 0; i < 20; i++) {
            transmit(60);
            harness.exchange(frame(i));
            harness.detach();
            harness.connect();
        }
        assertThat(owned()).isEqualTo(before);
        assertThat(netfront.outstanding()).isEqualTo(20);
    }
}

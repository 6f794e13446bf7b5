package io.nodev.devdomain.netback;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.bridge.BridgedFrame;
import io.nodev.devdomain.layout.NetRxLayout;
import io.nodev.devdomain.layout.NetTxLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetbackTest {
    private static final MacAddress NOBODY = MacAddress.parse("02:00:00:00:00:99");

    private final BackendHarness harness = new BackendHarness();
    private final List<Long> senders = new ArrayList<>();
    private final List<BridgedFrame> held = new ArrayList<>();

    private void attachWitness(boolean holding) {
        harness.device()
                .bridge()
                .attach("witness", (frame, last) -> {
                    senders.add(MacAddress.of(frame.header(), 6).bits());
                    if (holding) {
                        frame.hold();
                        held.add(frame);
                    }
                })
                .open();
    }

    private RawFrontend sender(int domain, int frames) {
        RawFrontend frontend = harness.connected(domain);
        frontend.fill(0, 0, frontend.frame(NOBODY, 100));
        for (int i = 0; i < frames; i++) {
            frontend.send(i, 100);
        }
        return frontend;
    }

    private static long sender(int domain) {
        return BackendHarness.address(domain).bits();
    }

    @Test
    void takesOneRequestOfEachInterfaceInTurn() {
        attachWitness(false);
        sender(1, 4);
        sender(2, 2);
        sender(3, 4);
        harness.serve(64);
        assertThat(senders)
                .containsExactly(
                        sender(1), sender(2), sender(3), sender(1), sender(2), sender(3), sender(1), sender(3),
                        sender(1), sender(3));
    }

    @Test
    void goesOnInTheNextTurnWhereTheBudgetEnded() {
        attachWitness(false);
        sender(1, 3);
        sender(2, 3);
        assertThat(harness.serve(1)).isTrue();
        assertThat(harness.serve(1)).isTrue();
        assertThat(harness.serve(4)).isFalse();
        assertThat(senders).containsExactly(sender(1), sender(2), sender(1), sender(2), sender(1), sender(2));
    }

    @Test
    void answersErrorsAtTheGuestsOwnTurnOnly() {
        attachWitness(false);
        RawFrontend liar = harness.connected(1);
        for (int i = 0; i < 100; i++) {
            liar.request(0, liar.reference(0), i, 10);
        }
        sender(2, 5);
        harness.serve(10);
        assertThat(senders).hasSize(5);
    }

    @Test
    void has256RequestsInProgressOverAllInterfacesAnd16MoreOfEach() {
        attachWitness(true);
        RawFrontend first = sender(1, 200);
        RawFrontend second = sender(2, 200);
        harness.serve(1000);
        assertThat(held).hasSize(256 + 2 * 16);
        assertThat(harness.netback().inProgress()).isEqualTo(256 + 2 * 16);
        assertThat(first.responses() + second.responses()).isZero();

        List<BridgedFrame> sent = List.copyOf(held);
        sent.forEach(BridgedFrame::release);
        harness.serve(1000);
        assertThat(held).hasSize(400);
        List.copyOf(held.subList(288, 400)).forEach(BridgedFrame::release);
        harness.serve(1);
        assertThat(first.responses()).isEqualTo(200);
        assertThat(second.responses()).isEqualTo(200);
    }

    @Test
    void servesOthersWhileOneHasAllThatIsSharedInProgress() {
        attachWitness(true);
        sender(1, 256);
        harness.serve(1000);
        assertThat(harness.netback().inProgress()).isEqualTo(256);
        RawFrontend second = sender(2, 20);
        assertThat(harness.serve(1000)).as("whether it can go on").isFalse();
        assertThat(held).hasSize(256 + 16);
        held.get(256).release();
        assertThat(harness.serve(1000)).isFalse();
        assertThat(held).as("one more in the place of the one answered").hasSize(256 + 17);
        assertThat(second.responses()).isEqualTo(1);
        held.get(0).release();
        harness.serve(1000);
        assertThat(held).as("one more in the place of another's").hasSize(256 + 18);
    }

    @Test
    void sleepsWhileItsBuffersAreHeldAlthoughRequestsWait() {
        attachWitness(true);
        sender(1, 200);
        sender(2, 200);
        assertThat(harness.serve(1000)).isFalse();
    }

    @Test
    void answersInTheOrderInWhichBuffersComeBack() {
        attachWitness(true);
        RawFrontend frontend = sender(1, 3);
        harness.serve(64);
        held.get(2).release();
        held.get(0).release();
        harness.serve(64);
        assertThat(frontend.responses()).isEqualTo(2);
        assertThat(frontend.nextId()).isEqualTo(2);
        frontend.nextStatus();
        assertThat(frontend.nextId()).isZero();
        held.get(1).release();
    }

    @Test
    void dropsAndCountsAFrameForAGuestWithoutBuffersAndTellsTheSenderNothing() {
        RawFrontend a = harness.connected(1);
        RawFrontend b = harness.connected(2);
        b.fill(0, 0, b.frame(MacAddress.BROADCAST, 60));
        b.send(0, 60);
        harness.serve(64);
        a.fill(0, 0, a.frame(b.address(), 60));
        a.send(7, 60);
        harness.serve(64);
        assertThat(a.nextStatus()).isEqualTo(NetTxLayout.STATUS_OKAY);
        assertThat(b.received()).isZero();
        assertThat(harness.vif(2).stats().drops(DropReason.NO_RECEIVE_BUFFER)).isEqualTo(1);
        assertThat(harness.vif(1).stats().drops(DropReason.NO_RECEIVE_BUFFER)).isEqualTo(1);
    }

    @Test
    void deliversInThePageThatIsExchangedAndNothingElseInIt() {
        RawFrontend a = harness.connected(1);
        RawFrontend b = harness.connected(2);
        b.postAll();
        byte[] frame = a.frame(b.address(), 1514);
        a.fill(0, 100, frame);
        a.request(100, a.reference(0), 3, 1514);
        harness.serve(64);
        assertThat(b.received()).isEqualTo(1);
        assertThat(b.take()).isEqualTo(frame);
    }

    @Test
    void answersARefusedBufferWithAnErrorAndGoesOnWithTheNextOne() {
        RawFrontend a = harness.connected(1);
        RawFrontend b = harness.connected(2);
        b.postRaw(0, b.bufferReference(0));
        b.post(1);
        a.fill(0, 0, a.frame(b.address(), 80));
        a.send(0, 80);
        a.send(1, 80);
        harness.serve(64);
        assertThat(b.nextRxStatus()).isEqualTo(NetRxLayout.STATUS_ERROR);
        assertThat(b.take()).isNull();
        assertThat(b.take()).isEqualTo(a.frame(b.address(), 80));
        assertThat(harness.vif(2).stats().violations(ProtocolViolation.BAD_RECEIVE_BUFFER))
                .isEqualTo(1);
        assertThat(harness.vif(2).stats().drops(DropReason.BAD_RECEIVE_BUFFER)).isEqualTo(1);
    }

    @Test
    void exchangesAGrantThatIsPostedTwiceOnlyOnce() {
        RawFrontend a = harness.connected(1);
        RawFrontend b = harness.connected(2);
        b.post(5);
        b.postRaw(5, b.bufferReference(5));
        a.fill(0, 0, a.frame(b.address(), 80));
        a.send(0, 80);
        a.send(1, 80);
        harness.serve(64);
        assertThat(b.nextRxStatus()).isEqualTo(80);
        assertThat(b.take()).isNotNull();
        assertThat(b.take()).isNull();
    }

    @Test
    void takesARingsWorthOfAnImpossibleIndexAndThenNothing() {
        RawFrontend a = harness.connected(1);
        sender(2, 0);
        a.setTxIndex(NetTxLayout.RING.reqProd(), 0x7000_0000);
        for (int i = 0; i < 20; i++) {
            harness.serve(64);
        }
        assertThat(a.responses()).isEqualTo(256);
        assertThat(harness.serve(64)).isFalse();
        assertThat(harness.vif(1).stats().violations(ProtocolViolation.INDEX_OVERRUN))
                .isEqualTo(1);
        a.setTxIndex(NetTxLayout.RING.reqProd(), 257);
        harness.serve(64);
        assertThat(a.responses()).as("possible again").isEqualTo(257);
    }

    @Test
    void dropsForAGuestWhoseReceiveIndexIsImpossible() {
        RawFrontend a = harness.connected(1);
        RawFrontend b = harness.connected(2);
        b.post(0);
        b.setRxIndex(NetRxLayout.RING.reqProd(), 257);
        a.fill(0, 0, a.frame(b.address(), 80));
        a.send(0, 80);
        harness.serve(64);
        assertThat(b.received()).isZero();
        assertThat(harness.vif(2).stats().violations(ProtocolViolation.INDEX_OVERRUN))
                .isEqualTo(1);
        assertThat(harness.vif(2).stats().drops(DropReason.NO_RECEIVE_BUFFER)).isEqualTo(1);
    }

    @Test
    void usesTheHeaderThatItCopiedWhateverTheGuestWritesLater() {
        attachWitness(true);
        RawFrontend a = sender(1, 1);
        harness.serve(64);
        a.fill(0, 0, new byte[100]);
        assertThat(MacAddress.of(held.get(0).header(), 0)).isEqualTo(NOBODY);
        held.get(0).release();
    }

    @Test
    void showsHowFarItTookRequestsBeforeItSleeps() {
        RawFrontend a = sender(1, 9);
        harness.serve(64);
        assertThat(a.txIndex(NetTxLayout.RING.reqCons())).isEqualTo(9);
    }
}

package io.nodev.devdomain.netback;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.layout.NetTxLayout;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.hypervisor.time.TimerQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backend that keeps to rates, woken by its domain's timer. */
class RateLimitTest {
    private static final MacAddress NOBODY = MacAddress.parse("02:00:00:00:00:99");
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final BackendHarness harness = new BackendHarness();
    private final List<Long> senders = new ArrayList<>();

    @BeforeEach
    void attachWitness() {
        harness.device()
                .bridge()
                .attach(
                        "witness",
                        (frame, last) ->
                                senders.add(MacAddress.of(frame.header(), 6).bits()))
                .open();
    }

    private RawFrontend guest(int domain, long bytes, long micros) {
        RawFrontend guest = harness.connected(domain);
        assertThat(harness.limit(domain, bytes, micros)).isEqualTo(NetifBackendLayout.OKAY);
        guest.fill(0, 0, guest.frame(NOBODY, 1514));
        return guest;
    }

    private static void send(RawFrontend guest, int frames) {
        for (int i = 0; i < frames; i++) {
            guest.send(i, 1514);
        }
        guest.kick();
    }

    private int sentBy(int domain) {
        return (int) senders.stream()
                .filter(sender -> sender == BackendHarness.address(domain).bits())
                .count();
    }

    private void passMillis(int millis) {
        for (int i = 0; i < millis; i++) {
            harness.domains().clock().advance(MILLISECOND);
            harness.domains().settle();
        }
    }

    private long nextTimer() {
        return harness.domains().hypervisor().timers().nextDeadline();
    }

    @Test
    void wakesItselfWhenAWaitingFramesCreditComes() {
        RawFrontend guest = guest(1, 3000, 10_000);
        harness.domains().run();
        send(guest, 6);
        harness.domains().settle();
        List<Integer> sent = new ArrayList<>(List.of(sentBy(1)));
        for (int i = 0; i < 4; i++) {
            passMillis(10);
            sent.add(sentBy(1));
        }
        assertThat(sent).containsExactly(1, 3, 5, 6, 6);
        assertThat(nextTimer()).as("the next timer").isEqualTo(TimerQueue.NEVER);
    }

    @Test
    void leavesTheRequestInTheRingAndServesOthersMeanwhile() {
        RawFrontend limited = guest(1, 1514, 10_000);
        RawFrontend free = guest(2, 0, 0);
        send(limited, 3);
        send(free, 5);
        assertThat(harness.serve(64)).as("whether work is left").isFalse();
        assertThat(sentBy(1)).isEqualTo(1);
        assertThat(sentBy(2)).isEqualTo(5);
        assertThat(limited.responses()).isEqualTo(1);
        assertThat(limited.txIndex(NetTxLayout.RING.reqCons())).isEqualTo(1);
        assertThat(harness.netback().inProgress()).isZero();
    }

    @Test
    void keepsTheTimesOfSeveralInterfacesWithOneTimer() {
        RawFrontend slow = guest(1, 1514, 30_000);
        RawFrontend quick = guest(2, 1514, 10_000);
        harness.domains().run();
        send(slow, 2);
        send(quick, 4);
        harness.domains().settle();
        assertThat(nextTimer()).isEqualTo(10 * MILLISECOND);
        passMillis(20);
        assertThat(List.of(sentBy(1), sentBy(2))).containsExactly(1, 3);
        passMillis(10);
        assertThat(List.of(sentBy(1), sentBy(2))).containsExactly(2, 4);
    }

    @Test
    void looksAtTheSlotAnewWhenItsTimeHasCome() {
        RawFrontend guest = guest(1, 1514, 10_000);
        harness.domains().run();
        send(guest, 2);
        harness.domains().settle();
        guest.tx();
        guest.fill(0, 0, guest.frame(NOBODY, 600));
        int slot = guest.tx().slot(1);
        guest.kernel().memory().putShort(slot + NetTxLayout.REQUEST_SIZE, (short) 600);
        passMillis(10);
        assertThat(sentBy(1)).isEqualTo(2);
        assertThat(harness.vif(1).credit().remaining()).isEqualTo(1514 - 600);
    }

    @Test
    void chargesNothingForARequestOfUnsoundForm() {
        RawFrontend guest = guest(1, 2000, 10_000);
        guest.request(0, guest.reference(0), 1, 0xFFFF);
        guest.request(4000, guest.reference(0), 2, 1000);
        harness.serve(64);
        assertThat(guest.responses()).isEqualTo(2);
        assertThat(harness.vif(1).credit().remaining()).isEqualTo(2000);
    }

    @Test
    void chargesForARequestWhosePageIsNotGranted() {
        RawFrontend guest = guest(1, 2000, 10_000);
        guest.request(0, 400, 1, 1000);
        harness.serve(64);
        assertThat(guest.nextStatus()).isEqualTo(NetTxLayout.STATUS_ERROR);
        assertThat(harness.vif(1).credit().remaining()).isEqualTo(1000);
    }

    @Test
    void aHigherLimitIsInForceAtOnceForAFrameThatWaits() {
        RawFrontend guest = guest(1, 1514, 1_000_000);
        harness.domains().run();
        send(guest, 3);
        harness.domains().settle();
        passMillis(20);
        assertThat(sentBy(1)).isEqualTo(1);
        harness.limit(1, 1514, 10_000);
        harness.domains().domain(0).wake();
        harness.domains().settle();
        assertThat(sentBy(1)).isEqualTo(2);
        harness.limit(1, 0, 0);
        harness.domains().domain(0).wake();
        harness.domains().settle();
        assertThat(sentBy(1)).isEqualTo(3);
    }

    @Test
    void setsNoTimerForAnInterfaceThatIsClosedByItsLimit() {
        RawFrontend guest = guest(1, 0, 10_000);
        harness.domains().run();
        send(guest, 1);
        harness.domains().settle();
        assertThat(nextTimer()).isEqualTo(TimerQueue.NEVER);
        passMillis(100);
        assertThat(sentBy(1)).isZero();
    }

    @Test
    void connectingAgainGivesNoCredit() {
        RawFrontend guest = guest(1, 1514, 10_000);
        send(guest, 1);
        harness.serve(64);
        harness.vif(1).close();
        harness.vif(1).disconnect();
        harness.connect(guest);
        send(guest, 1);
        harness.serve(64);
        assertThat(sentBy(1)).isEqualTo(1);
    }

    @Test
    void refusesToLimitWhatIsNotThere() {
        assertThat(harness.limit(7, 1, 1)).isEqualTo(NetifBackendLayout.INTERFACE_NOT_FOUND);
    }

    @Test
    void saysItsRateInTheReportOfRings() {
        guest(1, 3000, 10_000);
        assertThat(harness.vif(1).ringState()).endsWith(", rate 3000 bytes each 10000 us, left 3000");
    }
}

package io.nodev.legacy.vif;

import static io.nodev.legacy.vif.NetworkLab.A;
import static io.nodev.legacy.vif.NetworkLab.NIC;
import static io.nodev.legacy.vif.NetworkLab.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.legacy.TestFrames;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The limiter at work on a ring, with the machine's clock and timers. */
class RateLimitTest {
    private NetworkLab lab = new NetworkLab();

    private void limit(long bytes, long micros) {
        lab.network.setCredit(lab.vif(A), bytes, micros);
    }

    private void post(int count, int length) {
        byte[] frame = TestFrames.ip(PEER, NIC, "10.0.0.1", "192.0.2.1", length);
        int at = lab.guest(A).place(frame);
        for (int i = 0; i < count; i++) {
            lab.guest(A).putTx(i, length, lab.guest(A).machineAddress(at));
        }
        lab.guest(A).push();
        lab.run();
    }

    /** Frames that left in each of the next ten-millisecond steps, the first being now. */
    private List<Integer> departures(int steps) {
        List<Integer> counts = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            counts.add(lab.onWire().size());
            lab.advanceMillis(10);
        }
        return counts;
    }

    @Test
    void sendsTwoAtOnceAndThenOneInEachPeriod() {
        limit(3000, 10_000);
        post(6, 1514);
        assertThat(departures(7)).containsExactly(2, 1, 1, 1, 1, 0, 0);
        assertThat(lab.guest(A).takeTxStatuses()).hasSize(6).containsOnly(RingStatus.OK);
    }

    @Test
    void wedgesWhenCreditAndRingAreUsedUpTogether() {
        limit(3028, 10_000);
        post(6, 1514);
        assertThat(departures(3)).containsExactly(4, 2, 0);
        post(1, 60);
        assertThat(departures(5)).containsExactly(0, 0, 0, 0, 0);
        limit(3028, 10_000);
        lab.guest(A).push();
        lab.run();
        assertThat(lab.onWire()).hasSize(1);
    }

    @Test
    void withoutTheWedgeTheNextPeriodComes() {
        lab = new NetworkLab(VfrSemantics.AS_BUILT.with(Quirk.CREDIT_WEDGE, false));
        limit(3028, 10_000);
        post(6, 1514);
        assertThat(departures(3)).containsExactly(4, 2, 0);
        post(1, 60);
        assertThat(departures(2)).containsExactly(1, 0);
    }

    @Test
    void doesNotLimitFramesLongerThanARefill() {
        limit(1000, 10_000);
        post(20, 1514);
        assertThat(departures(1)).containsExactly(20);
    }

    @Test
    void withoutUnderflowThoseTakeAPeriodEach() {
        lab = new NetworkLab(VfrSemantics.AS_DOCUMENTED);
        limit(1000, 10_000);
        post(4, 1514);
        assertThat(departures(4)).containsExactly(2, 1, 1, 0);
    }

    @Test
    void chargesWhatIsDroppedOrRefusedButNotABadLength() {
        limit(10_000, 1_000_000);
        lab.destination = Endpoint.DROP;
        post(1, 1000);
        assertThat(lab.vif(A).credit().remaining()).isEqualTo(9000);
        RawGuest a = lab.guest(A);
        a.putTx(1, 1000, -4096);
        a.putTx(2, 1515, -4096);
        a.putTx(3, 34, -4096);
        a.send(4, TestFrames.ethernet(PEER, NIC, TestFrames.IPV6, 1000));
        assertThat(lab.vif(A).credit().remaining()).isEqualTo(7000);
    }

    @Test
    void chargesLocalDeliveries() {
        limit(10_000, 1_000_000);
        lab.to(0);
        post(3, 1000);
        assertThat(lab.vif(A).credit().remaining()).isEqualTo(7000);
    }

    @Test
    void leavesARequestThatHasToWaitInTheRing() {
        limit(3000, 10_000);
        post(3, 1514);
        assertThat(lab.vif(A).transmit().requestIndex()).isEqualTo(2);
        assertThat(lab.hypervisor.timers().nextDeadline())
                .isEqualTo(lab.vif(A).credit().deadline());
    }

    @Test
    void pushingAgainMeanwhileChangesNothing() {
        limit(3000, 10_000);
        post(6, 1514);
        for (int i = 0; i < 50; i++) {
            lab.guest(A).push();
        }
        lab.run();
        assertThat(departures(3)).containsExactly(2, 1, 1);
    }

    @Test
    void limitsOneVifOnly() {
        limit(3000, 10_000);
        post(6, 1514);
        lab.guest(0).send(1, TestFrames.ip(PEER, NIC, "10.0.0.254", "192.0.2.1", 1514));
        assertThat(lab.onWire()).hasSize(3);
    }
}

package io.nodev.legacy.vif;

import static io.nodev.legacy.vif.NetworkLab.A;
import static io.nodev.legacy.vif.NetworkLab.B;
import static io.nodev.legacy.vif.NetworkLab.NIC;
import static io.nodev.legacy.vif.NetworkLab.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.driver.WireCardSpec;
import io.nodev.legacy.TestFrames;
import io.nodev.legacy.vfr.VfrSemantics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vifs take turns at the NIC. */
class WireScheduleTest {
    private final NetworkLab lab =
            new NetworkLab(VfrSemantics.AS_BUILT, WireCardSpec.of("eth0", NIC).withSlots(16, 1));

    private void post(int domain, int... lengths) {
        for (int length : lengths) {
            lab.guest(domain).putFrame(length, TestFrames.ip(PEER, NIC, "10.0.0.1", "192.0.2.1", length));
        }
        lab.guest(domain).push();
    }

    private List<Integer> lengthsOnWire() {
        return lab.onWire().stream().map(frame -> frame.length).toList();
    }

    @Test
    void oneFrameEachInTurn() {
        lab.nic.holdCompletions(true);
        post(A, 101, 102, 103);
        post(B, 201, 202, 203);
        post(0, 301);
        assertThat(lengthsOnWire()).containsExactly(101);
        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(lengthsOnWire()).containsExactly(102, 201, 301, 103, 202, 203);
    }

    @Test
    void aNicThatIsFullIsAskedAgainWhenItHasRoom() {
        lab.nic.holdCompletions(true);
        post(A, 101, 102);
        assertThat(lengthsOnWire()).containsExactly(101);
        assertThat(lab.guest(A).takeTx()).isEmpty();
        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(lengthsOnWire()).containsExactly(102);
        assertThat(lab.guest(A).takeTx())
                .containsExactly(
                        new RawGuest.TxResponse(101, RingStatus.OK), new RawGuest.TxResponse(102, RingStatus.OK));
    }

    @Test
    void completionLooksAtTheRingAgainWithoutAPush() {
        lab.nic.holdCompletions(true);
        post(A, 101);
        lab.guest(A).putFrame(102, TestFrames.ip(PEER, NIC, "10.0.0.1", "192.0.2.1", 102));
        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(lengthsOnWire()).containsExactly(101, 102);
    }

    @Test
    void aVifWithManyFramesDoesNotStarveAnother() {
        lab.nic.holdCompletions(true);
        int[] many = new int[100];
        for (int i = 0; i < many.length; i++) {
            many[i] = 400 + i;
        }
        post(A, many);
        post(B, 201);
        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(lengthsOnWire().indexOf(201)).isLessThanOrEqualTo(2);
    }
}

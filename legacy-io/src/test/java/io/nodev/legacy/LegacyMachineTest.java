package io.nodev.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.MacAddress;
import io.nodev.legacy.vif.RingStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Frames through a whole machine. */
class LegacyMachineTest {
    @Test
    void carriesOneFrameFromGuestToGuest() {
        try (Lab lab = new Lab()) {
            byte[] sent = lab.ipFrom(Lab.A, Lab.IP_A, Lab.IP_B, 60);

            assertThat(lab.send(Lab.A, sent)).isEqualTo(RingStatus.OK);

            assertThat(lab.receivedBy(Lab.B)).hasSize(1);
            byte[] received = lab.receivedBy(Lab.B).get(0);
            assertThat(MacAddress.of(received, 0)).isEqualTo(lab.mac(Lab.B));
            assertThat(MacAddress.of(received, 6)).isEqualTo(Lab.NIC);
            assertThat(Arrays.copyOfRange(received, 12, received.length))
                    .isEqualTo(Arrays.copyOfRange(sent, 12, sent.length));
            assertThat(lab.onWire()).isEmpty();
        }
    }

    @Test
    void carriesAFrameToTheWireAndOneBack() {
        try (Lab lab = new Lab()) {
            assertThat(lab.send(Lab.A, lab.ipFrom(Lab.A, Lab.IP_A, Lab.OUTSIDE, 60)))
                    .isEqualTo(RingStatus.OK);
            assertThat(lab.onWire()).singleElement().satisfies(frame -> {
                assertThat(MacAddress.of(frame, 6)).isEqualTo(Lab.NIC);
                assertThat(frame).hasSize(60);
            });

            lab.arrive(TestFrames.ip(Lab.PEER, Lab.NIC, Lab.OUTSIDE, Lab.IP_A, 61));
            assertThat(lab.receivedBy(Lab.A)).singleElement().satisfies(frame -> {
                assertThat(MacAddress.of(frame, 0)).isEqualTo(lab.mac(Lab.A));
                assertThat(MacAddress.of(frame, 6)).isEqualTo(Lab.PEER);
                assertThat(frame).hasSize(61);
            });
        }
    }
}

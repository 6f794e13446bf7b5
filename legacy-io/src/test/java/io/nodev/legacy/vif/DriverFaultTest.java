package io.nodev.legacy.vif;

import static io.nodev.legacy.vif.NetworkLab.A;
import static io.nodev.legacy.vif.NetworkLab.NIC;
import static io.nodev.legacy.vif.NetworkLab.PEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.HypervisorFault;
import io.nodev.legacy.FailingCard;
import io.nodev.legacy.TestFrames;
import org.junit.jupiter.api.Test;

/** A driver inside the hypervisor takes the hypervisor with it. */
class DriverFaultTest {
    private final FailingCard card = new FailingCard();
    private final NetworkLab lab = NetworkLab.withCard(card);

    @Test
    void comesOutOfTheCallThatMetIt() {
        card.failOnTransmit();
        byte[] frame = TestFrames.ip(PEER, NIC, "10.0.0.1", "192.0.2.1", 60);
        assertThatThrownBy(() -> lab.guest(A).send(1, frame))
                .isInstanceOf(HypervisorFault.class)
                .hasRootCauseMessage("the device is on fire");
        assertThatThrownBy(() -> lab.guest(A).op(1)).isInstanceOf(HypervisorFault.class);
    }

    @Test
    void stopsTheMachineIfTheInterruptMetIt() {
        card.failOnPoll();
        lab.run();
        assertThat(lab.panics)
                .singleElement()
                .satisfies(cause -> assertThat(cause).hasMessage("the device is on fire"));
    }
}

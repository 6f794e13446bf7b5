package io.nodev.legacy.vif;

import static io.nodev.legacy.vif.NetworkLab.A;
import static io.nodev.legacy.vif.NetworkLab.NIC;
import static io.nodev.legacy.vif.NetworkLab.PEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicCounters;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.NicStats;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.HypervisorFault;
import io.nodev.legacy.TestFrames;
import org.junit.jupiter.api.Test;

/** A driver inside the hypervisor takes the hypervisor with it. */
class DriverFaultTest {
    /** A card that fails when told to. */
    private static final class FailingCard implements NetworkCard {
        private final NicCounters counters = new NicCounters();
        private boolean failOnTransmit;
        private boolean failOnPoll;
        private Runnable interrupt = () -> {};

        @Override
        public String name() {
            return "eth0";
        }

        @Override
        public MacAddress address() {
            return NIC;
        }

        @Override
        public boolean scatterGather() {
            return true;
        }

        @Override
        public boolean transmit(OutboundFrame frame, int cookie) {
            if (failOnTransmit) {
                throw new IllegalStateException("the device is on fire");
            }
            return true;
        }

        @Override
        public int poll(NicEvents events, int budget) {
            if (failOnPoll) {
                throw new IllegalStateException("the device is on fire");
            }
            return 0;
        }

        @Override
        public boolean promiscuous() {
            return false;
        }

        @Override
        public void setPromiscuous(boolean on) {
            throw new UnsupportedOperationException();
        }

        @Override
        public NicStats stats() {
            return counters;
        }

        @Override
        public void setInterrupt(Runnable interrupt) {
            this.interrupt = interrupt;
        }
    }

    private final FailingCard card = new FailingCard();
    private final NetworkLab lab = NetworkLab.withCard(card);

    @Test
    void comesOutOfTheCallThatMetIt() {
        card.failOnTransmit = true;
        byte[] frame = TestFrames.ip(PEER, NIC, "10.0.0.1", "192.0.2.1", 60);
        assertThatThrownBy(() -> lab.guest(A).send(1, frame))
                .isInstanceOf(HypervisorFault.class)
                .hasRootCauseMessage("the device is on fire");
        assertThatThrownBy(() -> lab.guest(A).op(1)).isInstanceOf(HypervisorFault.class);
    }

    @Test
    void stopsTheMachineIfTheInterruptMetIt() {
        card.failOnPoll = true;
        card.interrupt.run();
        lab.run();
        assertThat(lab.panics)
                .singleElement()
                .satisfies(cause -> assertThat(cause).hasRootCauseMessage("the device is on fire"));
    }
}

package io.nodev.legacy.vif;

import static io.nodev.legacy.vif.NetworkLab.A;
import static io.nodev.legacy.vif.NetworkLab.B;
import static io.nodev.legacy.vif.NetworkLab.NIC;
import static io.nodev.legacy.vif.NetworkLab.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.legacy.TestFrames;
import org.junit.jupiter.api.Test;

/** {@code VIRQ_NET} comes when a producer index equals the event index, and only then. */
class EventThresholdTest {
    private final NetworkLab lab = new NetworkLab().to(B);
    private final RawGuest a = lab.guest(A);
    private final RawGuest b = lab.guest(B);

    private void send(int count) {
        byte[] frame = TestFrames.ip(PEER, NIC, "10.0.0.1", "10.0.0.2", 60);
        int at = a.place(frame);
        for (int i = 0; i < count; i++) {
            a.putTx(i, frame.length, a.machineAddress(at));
        }
        a.push();
    }

    @Test
    void comesWithTheResponseThatWasAskedFor() {
        a.setTxEvent(3);
        send(2);
        assertThat(a.takeEvents()).isZero();
        send(1);
        assertThat(a.takeEvents()).isOne();
        send(1);
        assertThat(a.takeEvents()).isZero();
    }

    @Test
    void comesWhenTheProducerGoesThroughTheThresholdInOneCall() {
        a.setTxEvent(3);
        send(8);
        assertThat(a.takeEvents()).isOne();
    }

    @Test
    void doesNotComeForAThresholdThatIsPassedAlready() {
        send(2);
        a.takeEvents();
        a.setTxEvent(2);
        for (int i = 0; i < 300; i++) {
            send(1);
        }
        assertThat(a.takeEvents()).isZero();
    }

    @Test
    void holdsForReceivingByItself() {
        a.setTxEvent(1000);
        b.setTxEvent(1000);
        b.setRxEvent(2);
        b.post(4);
        send(1);
        assertThat(b.takeEvents()).isZero();
        send(1);
        assertThat(b.takeEvents()).isOne();
        send(2);
        assertThat(b.takeEvents()).isZero();
        assertThat(a.takeEvents()).isZero();
    }

    @Test
    void comesForARefusedBufferToo() {
        b.setRxEvent(1);
        b.putRx(0, 12);
        b.push();
        assertThat(b.takeEvents()).isOne();
    }

    @Test
    void isOneForAllVifsOfADomain() {
        lab.network.create(lab.domain(B), io.nodev.common.machine.VifConfig.DEFAULT);
        RawGuest second = new RawGuest(b.kernel, 1);
        int port = second.kernel.bindVirq(io.nodev.hypervisor.event.Virq.NET, () -> {});
        assertThat(port).isEqualTo(b.kernel.bindVirq(io.nodev.hypervisor.event.Virq.NET, () -> b.events++));
        b.setRxEvent(1);
        second.setRxEvent(1);
        b.putRx(0, 12);
        second.putRx(0, 12);
        b.push();
        second.push();
        assertThat(b.takeEvents()).isOne();
    }
}

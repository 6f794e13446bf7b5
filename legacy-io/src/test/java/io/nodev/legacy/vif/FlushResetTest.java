package io.nodev.legacy.vif;

import static io.nodev.legacy.vif.NetworkLab.A;
import static io.nodev.legacy.vif.NetworkLab.NIC;
import static io.nodev.legacy.vif.NetworkLab.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.VifConfig;
import io.nodev.hypervisor.Errno;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.legacy.TestFrames;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlushResetTest {
    private static final int FLUSH = 1;
    private static final int RESET = 2;

    private final NetworkLab lab = new NetworkLab();
    private final RawGuest a = lab.guest(A);

    private static byte[] ip() {
        return TestFrames.ip(PEER, NIC, "10.0.0.1", "192.0.2.1", 60);
    }

    @Test
    void flushAnswersUncollectedBuffersFirstAndThenThoseHeld() {
        a.putBuffer(1);
        a.putBuffer(2);
        a.push();
        for (int id = 3; id <= 5; id++) {
            a.putBuffer(id);
        }
        assertThat(a.op(FLUSH)).isZero();
        assertThat(a.takeRx())
                .containsExactly(
                        new RawGuest.RxResponse(3, 0, RingStatus.DROPPED, 0),
                        new RawGuest.RxResponse(4, 0, RingStatus.DROPPED, 0),
                        new RawGuest.RxResponse(5, 0, RingStatus.DROPPED, 0),
                        new RawGuest.RxResponse(1, 0, RingStatus.DROPPED, 0),
                        new RawGuest.RxResponse(2, 0, RingStatus.DROPPED, 0));
    }

    @Test
    void flushGivesPagesBackWithTheirMappings() {
        int owned = lab.hypervisor.frames().owned(A);
        int page = a.page();
        int entry = a.memory.entry(page);
        a.putRx(1, a.memory.entryAddress(page));
        a.push();
        a.op(FLUSH);
        assertThat(a.memory.entry(page)).isEqualTo(entry);
        assertThat(lab.hypervisor.frames().owned(A)).isEqualTo(owned);
        assertThat(lab.hypervisor.frames().owned(FrameTable.HYPERVISOR)).isZero();
        a.memory.putInt(page, 4711);
        assertThat(a.memory.getInt(page)).isEqualTo(4711);
    }

    @Test
    void flushLosesAPageWhoseEntryWasTamperedWith() {
        int owned = lab.hypervisor.frames().owned(A);
        int page = a.post(1)[0];
        a.kernel.gate().call(HypercallNumber.UPDATE_VA_MAPPING, page, 0, 0);
        a.op(FLUSH);
        assertThat(a.takeRx()).extracting(RawGuest.RxResponse::status).containsExactly(RingStatus.DROPPED);
        assertThat(a.memory.translate(page)).isEqualTo(AddressSpace.FAULT);
        assertThat(lab.hypervisor.frames().owned(A)).isEqualTo(owned - 1);
        assertThat(lab.hypervisor.frames().owned(FrameTable.HYPERVISOR)).isZero();
    }

    @Test
    void flushTakesTransmitRequestsBackThatWereNotCollected() {
        a.putFrame(1, ip());
        a.putFrame(2, ip());
        a.op(FLUSH);
        lab.run();
        assertThat(a.takeTx())
                .containsExactly(
                        new RawGuest.TxResponse(1, RingStatus.DROPPED), new RawGuest.TxResponse(2, RingStatus.DROPPED));
        assertThat(lab.vif(A).counters().drops().of(DropReason.FLUSHED)).isEqualTo(2);
        assertThat(lab.onWire()).isEmpty();
    }

    @Test
    void flushLetsFramesEndThatAreWithTheNic() {
        lab.nic.holdCompletions(true);
        a.send(1, ip());
        a.putFrame(2, ip());
        a.op(FLUSH);
        assertThat(a.takeTx()).containsExactly(new RawGuest.TxResponse(2, RingStatus.DROPPED));
        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(a.takeTx()).containsExactly(new RawGuest.TxResponse(1, RingStatus.OK));
    }

    @Test
    void flushRaisesTheEventThatIsDue() {
        a.setRxEvent(1);
        a.putBuffer(1);
        a.op(FLUSH);
        assertThat(a.takeEvents()).isOne();
    }

    @Test
    void flushOfNothingDoesNothing() {
        assertThat(a.op(FLUSH)).isZero();
        assertThat(a.txProduced()).isZero();
        assertThat(a.rxProduced()).isZero();
    }

    @Test
    void resetIsRefusedWhileABufferIsHeld() {
        a.post(1);
        assertThat(a.op(RESET)).isEqualTo(-Errno.EINVAL);
        a.op(FLUSH);
        assertThat(a.op(RESET)).isZero();
    }

    @Test
    void resetIsRefusedWhileAFrameIsWithTheNic() {
        lab.nic.holdCompletions(true);
        a.send(1, ip());
        assertThat(a.op(RESET)).isEqualTo(-Errno.EINVAL);
        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(a.op(RESET)).isZero();
    }

    @Test
    void resetForgetsItsOwnIndicesAndLeavesTheSharedOnes() {
        for (int i = 0; i < 5; i++) {
            a.send(i, ip());
        }
        lab.run();
        assertThat(a.txProduced()).isEqualTo(5);
        assertThat(a.op(RESET)).isZero();
        assertThat(a.txProduced()).isEqualTo(5);

        a.forget();
        a.send(77, ip());
        lab.run();
        assertThat(a.txProduced()).isOne();
        assertThat(a.takeTx()).isEqualTo(List.of(new RawGuest.TxResponse(77, RingStatus.OK)));
    }

    @Test
    void worksAgainAfterFlushAndResetThoughItsOwnRingsDoNotStartOver() {
        lab.to(A);
        for (int round = 0; round < 5; round++) {
            int[] pages = a.post(3);
            lab.arrive(ip());
            assertThat(a.takeRx()).hasSize(1);
            a.op(FLUSH);
            assertThat(a.takeRx()).hasSize(2);
            assertThat(a.op(RESET)).isZero();
            a.forget();
            for (int page : pages) {
                a.kernel.pages().give(page);
            }
        }
    }

    @Test
    void actsOnOneVifOnly() {
        lab.network.create(lab.domain(A), VifConfig.DEFAULT);
        RawGuest second = new RawGuest(a.kernel, 1);
        a.post(1);
        second.post(1);
        second.op(FLUSH);
        assertThat(a.takeRx()).isEmpty();
        assertThat(second.takeRx()).hasSize(1);
    }
}

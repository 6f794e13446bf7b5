package io.nodev.legacy.guest;

import static io.nodev.legacy.Lab.A;
import static io.nodev.legacy.Lab.B;
import static io.nodev.legacy.Lab.IP_A;
import static io.nodev.legacy.Lab.IP_B;
import static io.nodev.legacy.Lab.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.legacy.Lab;
import io.nodev.legacy.TestFrames;
import io.nodev.legacy.vif.RingStatus;
import io.nodev.legacy.vif.VifRingLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LegacyFrontendTest {
    private final Lab lab = new Lab();
    private final LegacyFrontend a = (LegacyFrontend) lab.device(A);

    @AfterEach
    void close() {
        lab.close();
    }

    private int shared(int domain, int field) {
        int sharedInfo = lab.machine.gate(domain).layout().sharedInfo();
        return lab.machine.gate(domain).memory().getInt(sharedInfo + VifRingLayout.indexBlock(0) + field);
    }

    private boolean transmit(byte[] frame) {
        return a.transmit(frame, 0, frame.length);
    }

    private byte[] toOutside() {
        return lab.ipFrom(A, IP_A, OUTSIDE, 60);
    }

    @Test
    void postsABufferForEverySlotWhenItIsOpened() {
        assertThat(shared(A, VifRingLayout.RX_REQ_PROD)).isEqualTo(256);
        assertThat(shared(A, VifRingLayout.RX_EVENT)).isOne();
        assertThat(lab.machine.hypervisor().frames().owned(FrameTable.HYPERVISOR))
                .isEqualTo(3 * 256);
        assertThat(a.isConnected()).isTrue();
        assertThat(a.state()).isEqualTo(LegacyFrontend.State.ACTIVE);
    }

    @Test
    void tellsTheHypervisorOnlyIfNothingIsOutstanding() {
        lab.nic.holdCompletions(true);
        transmit(toOutside());
        assertThat(lab.nic.stats().framesOut()).isOne();
        for (int i = 0; i < 9; i++) {
            transmit(toOutside());
        }
        assertThat(lab.nic.stats().framesOut()).isOne();
        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(lab.nic.stats().framesOut()).isEqualTo(10);
        assertThat(a.stats().txFrames()).isEqualTo(10);
    }

    @Test
    void asksForTheEventWhenHalfOfWhatIsOutstandingIsAnswered() {
        lab.nic.holdCompletions(true);
        for (int i = 0; i < 10; i++) {
            transmit(toOutside());
        }
        a.poll();
        assertThat(shared(A, VifRingLayout.TX_EVENT)).isEqualTo(10 / 2 + 1);
    }

    @Test
    void takesARingsWorthAndThenNoneUntilSomethingIsAnswered() {
        lab.nic.holdCompletions(true);
        for (int i = 0; i < 256; i++) {
            assertThat(transmit(toOutside())).isTrue();
        }
        assertThat(transmit(toOutside())).isFalse();
        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(transmit(toOutside())).isTrue();
        lab.run();
        assertThat(a.stats().txFrames()).isEqualTo(257);
        assertThat(a.stats().txStatus()).containsOnlyKeys(RingStatus.OK).containsEntry(RingStatus.OK, 257L);
    }

    @Test
    void countsWhatWasRefusedByStatus() {
        transmit(TestFrames.ethernet(lab.mac(A), lab.mac(B), TestFrames.IPV6, 86));
        transmit(lab.ipFrom(A, "10.0.0.77", OUTSIDE, 60));
        transmit(new byte[VifRingLayout.SLOTS * 8]);
        lab.run();
        assertThat(a.stats().txStatus()).containsEntry(1, 2L).containsEntry(2, 1L);
        assertThat(a.stats().txBytes()).isEqualTo(86 + 60 + 2048);
    }

    @Test
    void refusesLengthsThatNoPageCanCarry() {
        assertThatThrownBy(() -> a.transmit(new byte[5000], 0, 4096)).hasMessageEndingWith("length=4096");
        assertThatThrownBy(() -> a.transmit(new byte[5000], 0, 0)).hasMessageEndingWith("length=0");
    }

    @Test
    void tellsOfNewBuffersOnlyWhenThereAreMoreThan64() {
        for (int i = 0; i < 64; i++) {
            lab.send(A, lab.ipFrom(A, IP_A, IP_B, 60));
        }
        assertThat(lab.receivedBy(B)).hasSize(64);
        assertThat(shared(B, VifRingLayout.RX_REQ_PROD)).isEqualTo(256 + 64);
        assertThat(held(B)).isEqualTo(256 - 64);
        lab.send(A, lab.ipFrom(A, IP_A, IP_B, 60));
        assertThat(held(B)).isEqualTo(256);
    }

    private int held(int domain) {
        lab.console.setLength(0);
        lab.machine.console().type("\u0001\u0001\u0001n\u0001\u0001\u0001");
        String text = lab.console.substring(lab.console.indexOf("vif" + domain + ".0"));
        String held = text.substring(text.indexOf("pages held ") + "pages held ".length());
        return Integer.parseInt(held.substring(0, held.indexOf('\n')));
    }

    @Test
    void receivesForEverAcrossTheWrapOfItsRings() {
        for (int i = 0; i < 1000; i++) {
            assertThat(lab.send(A, lab.ipFrom(A, IP_A, IP_B, 60 + i % 100))).isEqualTo(RingStatus.OK);
        }
        assertThat(lab.receivedBy(B)).hasSize(1000);
        assertThat(lab.receivedBy(B).get(999)).hasSize(60 + 99);
        assertThat(lab.device(B).stats().rxFrames()).isEqualTo(1000);
    }

    @Test
    void dropsAndCountsWhatIsSentWhileSuspended() {
        a.suspend();
        assertThat(a.isConnected()).isFalse();
        assertThat(transmit(toOutside())).isTrue();
        assertThat(a.stats().txNotConnected()).isOne();
        assertThat(a.receive((bytes, offset, length) -> {}, 10)).isZero();
        a.resume();
        assertThat(transmit(toOutside())).isTrue();
        lab.run();
        assertThat(lab.onWire()).hasSize(1);
    }

    @Test
    void givesEverythingBackWhenItIsClosed() {
        int owned = lab.machine.hypervisor().frames().owned(A);
        a.close();
        lab.run();
        assertThat(a.isQuiet()).isTrue();
        assertThat(a.state()).isEqualTo(LegacyFrontend.State.CLOSED);
        assertThat(lab.machine.hypervisor().frames().owned(A)).isEqualTo(owned + 256);
        assertThat(transmit(toOutside())).isTrue();
        assertThat(a.stats().txNotConnected()).isOne();
    }

    @Test
    void waitsForTheNicBeforeItUnmapsTheRing() {
        lab.nic.holdCompletions(true);
        transmit(toOutside());
        a.close();
        lab.run();
        assertThat(a.isQuiet()).isFalse();
        assertThat(a.open()).isFalse();
        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(a.isQuiet()).isTrue();
        assertThat(lab.machine
                        .gate(A)
                        .memory()
                        .translate(lab.machine.gate(A).layout().mappingBase()))
                .isEqualTo(AddressSpace.FAULT);
    }

    @Test
    void opensAgainAfterItWasClosed() {
        for (int round = 0; round < 3; round++) {
            a.close();
            lab.run();
            assertThat(a.open()).isTrue();
            lab.send(B, lab.ipFrom(B, IP_B, IP_A, 60));
            assertThat(lab.send(A, toOutside())).isEqualTo(RingStatus.OK);
        }
        assertThat(lab.receivedBy(A)).hasSize(3);
        assertThat(lab.onWire()).hasSize(3);
    }

    @Test
    void cannotBeOpenedTwice() {
        assertThatThrownBy(a::open).isInstanceOf(IllegalStateException.class).hasMessageEndingWith("state=ACTIVE");
    }
}

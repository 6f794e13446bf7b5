package io.nodev.legacy.vif;

import static io.nodev.legacy.vif.NetworkLab.A;
import static io.nodev.legacy.vif.NetworkLab.B;
import static io.nodev.legacy.vif.NetworkLab.NIC;
import static io.nodev.legacy.vif.NetworkLab.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.PageFaultException;
import io.nodev.legacy.TestFrames;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What a guest may put on its rings or do to its pages meanwhile harms nobody else. */
class HostileGuestTest {
    private final NetworkLab lab = new NetworkLab();
    private final RawGuest a = lab.guest(A);
    private final RawGuest b = lab.guest(B);

    private static byte[] ip(int length) {
        return TestFrames.ip(PEER, NIC, "10.0.0.1", "192.0.2.1", length);
    }

    @Test
    void aReceiverGetsTheHeaderThatWasChecked() {
        lab.to(B);
        int[] pages = b.post(1);
        int at = a.putFrame(1, ip(200));
        lab.duringLookUp = () -> a.memory.write(at, filled(200), 0, 200);
        a.push();

        byte[] expected = ip(200);
        NIC.put(expected, 6);
        lab.vif(B).address().put(expected, 0);
        assertThat(b.takeRx()).hasSize(1);
        assertThat(Arrays.copyOf(b.bytes(pages[0] + 18, 200), 128)).isEqualTo(Arrays.copyOf(expected, 128));
    }

    @Test
    void theWireGetsTheHeaderThatWasCheckedHoweverLateTheNicReads() {
        int at = a.putFrame(1, ip(200));
        lab.duringLookUp = () -> a.memory.write(at, filled(200), 0, 200);
        a.push();
        byte[] expected = ip(200);
        NIC.put(expected, 6);
        assertThat(lab.onWire()).singleElement().satisfies(frame -> {
            assertThat(Arrays.copyOf(frame, 128)).isEqualTo(Arrays.copyOf(expected, 128));
            assertThat(frame).hasSize(200);
        });
    }

    @Test
    void aLinkLocalSourceCannotBeSlippedInAfterTheCheck() {
        byte[] linkLocal = TestFrames.ip(PEER, NIC, "169.254.1.1", "192.0.2.1", 60);
        int at = a.putFrame(1, ip(60));
        lab.duringLookUp = () -> a.memory.write(at, linkLocal, 0, 60);
        a.push();
        assertThat(lab.onWire())
                .singleElement()
                .satisfies(frame -> assertThat(frame[26]).isEqualTo((byte) 10));
    }

    @Test
    void aRequestThatIsRewrittenDuringItsLookUpIsTheOneThatWasTaken() {
        lab.to(B);
        b.post(2);
        a.putFrame(1, ip(60));
        lab.duringLookUp = () -> {
            a.memory.putShort(a.ring, (short) 99);
            a.memory.putShort(a.ring + 2, (short) 1514);
            a.memory.putInt(a.ring + 4, b.machineAddress(b.ring));
        };
        a.push();
        assertThat(a.takeTx()).containsExactly(new RawGuest.TxResponse(1, RingStatus.OK));
        assertThat(b.takeRx()).extracting(RawGuest.RxResponse::size).containsExactly(60);
    }

    @Test
    void anIndexThatLiesCostsARingsWorthOfWorkAndNoMore() {
        lab.destination = Endpoint.DROP;
        a.setTxRequests(Integer.MIN_VALUE);
        a.push();
        assertThat(a.txProduced()).isEqualTo(256);
        a.push();
        assertThat(a.txProduced()).isEqualTo(256);
    }

    @Test
    void anIndexThatLiesIsNotServedAgainForEveryCompletionOfTheNic() {
        lab.destination = Endpoint.PHYSICAL;
        for (int id = 0; id < 256; id++) {
            a.putFrame(id, ip(300));
        }
        a.setTxRequests(Integer.MIN_VALUE);
        for (int i = 0; i < 20; i++) {
            a.push();
            lab.run();
        }
        assertThat(a.txProduced()).isEqualTo(256);
        assertThat(lab.vif(A).counters().violations(ProtocolViolation.TRANSMIT_OVERRUN))
                .isOne();
    }

    @Test
    void anIndexThatLiesIsNotServedForEverAfterAFlush() {
        lab.destination = Endpoint.DROP;
        a.setTxRequests(Integer.MIN_VALUE);
        a.push();
        a.op(1);
        a.push();
        assertThat(a.txProduced()).isEqualTo(512);
    }

    @Test
    void aReceiveIndexThatLiesCostsARingsWorthOfWorkAndNoMore() {
        a.memory.putInt(a.index + 12, Integer.MIN_VALUE);
        a.push();
        assertThat(a.rxProduced()).isEqualTo(256);
        a.op(1);
        assertThat(a.rxProduced()).isEqualTo(512);
    }

    @Test
    void flushWithLyingIndicesEnds() {
        a.setTxRequests(-1);
        a.memory.putInt(a.index + 12, -1);
        assertThat(a.op(1)).isZero();
        assertThat(a.txProduced()).isEqualTo(256);
        assertThat(a.rxProduced()).isEqualTo(256);
    }

    @Test
    void whatTheGuestWritesIntoTheHypervisorsIndicesMeansNothing() {
        a.send(1, ip(60));
        a.memory.putInt(a.index + 4, 1234);
        a.memory.putInt(a.index + 16, 1234);
        a.send(2, ip(60));
        lab.run();
        assertThat(a.txProduced()).isEqualTo(2);
    }

    @Test
    void aReceiverThatPostsNothingStopsNobody() {
        lab.to(B);
        int at = a.place(ip(60));
        for (int i = 0; i < 500; i++) {
            a.putTx(i, 60, a.machineAddress(at));
            a.push();
        }
        assertThat(a.takeTxStatuses()).isNotEmpty();
        lab.to(0);
        lab.guest(0).post(1);
        a.send(1, ip(60));
        assertThat(lab.guest(0).takeRx()).hasSize(1);
    }

    /** Random slots, indices and calls: every frame of the machine is accounted for, and B's memory is as B left it. */
    @RepeatedTest(20)
    void nothingThatAGuestPutsOnItsRingsReachesAnother(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int mark = b.place(filled(4096));
        int frames = total();
        int[] interesting = {
            b.machineAddress(mark),
            b.memory.entryAddress(mark),
            a.machineAddress(a.ring),
            a.machineAddress(a.page()),
            a.memory.entryAddress(a.page()),
            a.memory.entryAddress(a.ring),
            0,
            -1,
            Integer.MIN_VALUE,
            a.memory.entryAddress(a.kernel.sharedInfo())
        };
        try {
            for (int i = 0; i < 150; i++) {
                fillRings(random, interesting);
                a.op(random.nextInt(4));
                lab.run();
            }
        } catch (PageFaultException e) {
            assertThat(e).hasMessageContaining("domain 1");
        }
        assertThat(b.bytes(mark, 4096)).isEqualTo(filled(4096));
        assertThat(lab.panics).isEmpty();
        assertThat(total()).isEqualTo(frames);
        lab.hypervisor.destroyDomain(lab.domain(A));
        assertThat(lab.hypervisor.frames().owned(A)).isZero();
        assertThat(lab.hypervisor.frames().owned(FrameTable.HYPERVISOR)).isZero();
    }

    /** A guest may well give away the page that it needs itself for its next call; that is then its own fault. */
    private void fillRings(Random random, int[] interesting) {
        int[] destinations = {Endpoint.PHYSICAL, Endpoint.DROP, Endpoint.vif(B, 0), Endpoint.vif(A, 0)};
        lab.destination = destinations[random.nextInt(destinations.length)];
        for (int slot = 0; slot < 512; slot++) {
            int address = interesting[random.nextInt(interesting.length)];
            a.memory.putInt(a.ring + slot * 8, random.nextInt());
            a.memory.putInt(a.ring + slot * 8 + 4, address + (random.nextBoolean() ? 0 : random.nextInt(8192)));
        }
        a.memory.putInt(a.index, random.nextInt(1000));
        a.memory.putInt(a.index + 12, random.nextInt(1000));
    }

    private int total() {
        int total = lab.hypervisor.frames().owned(FrameTable.FREE)
                + lab.hypervisor.frames().owned(FrameTable.HYPERVISOR);
        for (int domain = 0; domain < 3; domain++) {
            total += lab.hypervisor.frames().owned(domain);
        }
        return total;
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xEE);
        return bytes;
    }
}

package io.nodev.legacy.vif;

import static io.nodev.legacy.vif.NetworkLab.A;
import static io.nodev.legacy.vif.NetworkLab.B;
import static io.nodev.legacy.vif.NetworkLab.NIC;
import static io.nodev.legacy.vif.NetworkLab.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.driver.WireCardSpec;
import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.legacy.TestFrames;
import io.nodev.legacy.vfr.VfrSemantics;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each step of taking a request, in the order in which they decide. */
class TransmitTest {
    private static final MacAddress MINE = MacAddress.parse("aa:00:00:00:00:01");

    private final NetworkLab lab = new NetworkLab();
    private final RawGuest a = lab.guest(A);

    private static byte[] ip(int length) {
        return TestFrames.ip(MINE, PEER, "10.0.0.1", "192.0.2.1", length);
    }

    private long drops(DropReason reason) {
        return lab.vif(A).counters().drops().of(reason);
    }

    private int statusOf(byte[] frame) {
        a.send(7, frame);
        lab.run();
        List<RawGuest.TxResponse> responses = a.takeTx();
        assertThat(responses).hasSize(1);
        assertThat(responses.get(0).id()).isEqualTo(7);
        return responses.get(0).status();
    }

    @Test
    void refusesALengthOfHeadersOnlyAndTakesOneMore() {
        assertThat(statusOf(TestFrames.ethernet(MINE, PEER, TestFrames.IPV4, 34)))
                .isEqualTo(RingStatus.BAD_PAGE);
        assertThat(drops(DropReason.BAD_REQUEST)).isOne();
        assertThat(statusOf(ip(35))).isEqualTo(RingStatus.OK);
    }

    @Test
    void takesTheLongestFrameAndRefusesOneByteMore() {
        assertThat(statusOf(ip(1514))).isEqualTo(RingStatus.OK);
        assertThat(statusOf(ip(1515))).isEqualTo(RingStatus.BAD_PAGE);
        assertThat(lab.onWire())
                .singleElement()
                .satisfies(frame -> assertThat(frame).hasSize(1514));
    }

    @Test
    void refusesAFrameThatEndsOnTheLastByteOfItsPage() {
        int tooFar = a.place(ip(1096), 3000);
        a.putTx(1, 1096, a.machineAddress(tooFar));
        int justFits = a.place(ip(1095), 3000);
        a.putTx(2, 1095, a.machineAddress(justFits));
        a.push();
        lab.run();
        assertThat(a.takeTx())
                .containsExactly(
                        new RawGuest.TxResponse(1, RingStatus.BAD_PAGE), new RawGuest.TxResponse(2, RingStatus.OK));
    }

    @Test
    void refusesAFrameThatCrossesIntoAnotherPage() {
        int at = a.place(ip(500), 3500);
        a.putTx(1, 700, a.machineAddress(at));
        a.push();
        assertThat(a.takeTxStatuses()).containsExactly(RingStatus.BAD_PAGE);
    }

    @Test
    void refusesPagesThatAreNotTheSendersOrNotThere() {
        int others = lab.guest(B).machineAddress(lab.guest(B).place(ip(60)));
        byte[] before = ip(60);
        a.putTx(1, 60, others);
        a.putTx(2, 60, lab.hypervisor.memory().frames() * 4096);
        a.putTx(3, 60, -4096);
        a.putTx(4, 60, 0x7FFF_F000);
        a.push();
        assertThat(a.takeTxStatuses())
                .containsExactly(RingStatus.BAD_PAGE, RingStatus.BAD_PAGE, RingStatus.BAD_PAGE, RingStatus.BAD_PAGE);
        byte[] inMemory = new byte[60];
        lab.hypervisor.memory().read(others, inMemory, 0, 60);
        assertThat(inMemory).isEqualTo(before);
        assertThat(drops(DropReason.BAD_REQUEST)).isEqualTo(4);
    }

    @Test
    void neverWritesIntoAPageTableThatIsOfferedAsAFrame() {
        int page = a.page();
        int entry = a.memory.entryAddress(page);
        int before = lab.hypervisor.memory().getInt(entry);
        a.putTx(1, 60, entry & ~4095);
        a.push();
        assertThat(a.takeTxStatuses()).containsExactly(RingStatus.BAD_PAGE);
        assertThat(lab.hypervisor.memory().getInt(entry)).isEqualTo(before);
    }

    @Test
    void writesTheNicsAddressIntoTheSendersOwnMemory() {
        int at = a.putFrame(1, ip(1000));
        a.push();
        byte[] after = a.bytes(at, 1000);
        assertThat(MacAddress.of(after, 6)).isEqualTo(NIC);
        byte[] expected = ip(1000);
        NIC.put(expected, 6);
        assertThat(after).isEqualTo(expected);
    }

    @Test
    void writesItEvenIfTheFrameIsThenDroppedOrRefused() {
        lab.destination = Endpoint.DROP;
        int dropped = a.putFrame(1, ip(60));
        int refused = a.putFrame(2, TestFrames.ethernet(MINE, PEER, TestFrames.IPV6, 86));
        a.push();
        assertThat(a.takeTxStatuses()).containsExactly(RingStatus.DROPPED, RingStatus.BAD_PAGE);
        assertThat(MacAddress.of(a.bytes(dropped, 12), 6)).isEqualTo(NIC);
        assertThat(MacAddress.of(a.bytes(refused, 12), 6)).isEqualTo(NIC);
    }

    @Test
    void leavesAFrameAloneThatIsRefusedForItsSizeOrPlace() {
        int at = a.place(ip(34 + 26));
        a.putTx(1, 34, a.machineAddress(at));
        a.push();
        assertThat(MacAddress.of(a.bytes(at, 12), 6)).isEqualTo(MINE);
    }

    @Test
    void stampsTheSenderOfAnArpPacketThatIsLongEnoughToHaveOne() {
        int whole = a.putFrame(1, TestFrames.arp(MINE, "10.0.0.1", "10.0.0.2", 42));
        int cut = a.putFrame(2, TestFrames.arp(MINE, "10.0.0.1", "10.0.0.2", 41));
        a.push();
        assertThat(MacAddress.of(a.bytes(whole, 42), 22)).isEqualTo(NIC);
        assertThat(MacAddress.of(a.bytes(cut, 42), 6)).isEqualTo(NIC);
        assertThat(MacAddress.of(a.bytes(cut, 42), 22)).isEqualTo(MINE);
    }

    @Test
    void anArpPacketThatIsCutIsNotLookedUp() {
        assertThat(statusOf(TestFrames.arp(MINE, "10.0.0.1", "10.0.0.2", 41))).isEqualTo(RingStatus.DROPPED);
        assertThat(drops(DropReason.NO_ROUTE)).isOne();
    }

    @Test
    void carriesOnlyIpv4AndArpForGuests() {
        assertThat(statusOf(TestFrames.ethernet(MINE, PEER, TestFrames.IPV6, 86)))
                .isEqualTo(RingStatus.BAD_PAGE);
        assertThat(drops(DropReason.UNSUPPORTED_PROTOCOL)).isOne();
        assertThat(lab.onWire()).isEmpty();
    }

    @Test
    void carriesAnythingButTypeZeroForVif0OfDomain0() {
        RawGuest zero = lab.guest(0);
        zero.putFrame(1, TestFrames.ethernet(MINE, PEER, TestFrames.IPV6, 86));
        zero.putFrame(2, TestFrames.ethernet(MINE, PEER, 0, 86));
        zero.push();
        lab.run();
        assertThat(zero.takeTx())
                .containsExactlyInAnyOrder(
                        new RawGuest.TxResponse(1, RingStatus.OK), new RawGuest.TxResponse(2, RingStatus.BAD_PAGE));
        assertThat(lab.onWire()).singleElement().satisfies(frame -> {
            assertThat(frame).hasSize(86);
            assertThat(MacAddress.of(frame, 6)).isEqualTo(NIC);
        });
    }

    @Test
    void anotherVifOfDomain0CarriesOnlyIpv4AndArp() {
        Vif second = lab.network.create(lab.domain(0), io.nodev.common.machine.VifConfig.DEFAULT);
        RawGuest zero = new RawGuest(lab.guest(0).kernel, 1);
        assertThat(second.index()).isOne();
        zero.send(1, TestFrames.ethernet(MINE, PEER, TestFrames.IPV6, 86));
        assertThat(zero.takeTxStatuses()).containsExactly(RingStatus.BAD_PAGE);
    }

    @Test
    void deliversLocallyWithoutTouchingTheNic() {
        lab.to(B);
        int[] buffers = lab.guest(B).post(1);
        assertThat(statusOf(ip(1514))).isEqualTo(RingStatus.OK);

        byte[] expected = ip(1514);
        NIC.put(expected, 6);
        lab.vif(B).address().put(expected, 0);
        assertThat(lab.guest(B).takeRx()).containsExactly(new RawGuest.RxResponse(0, 1514, RingStatus.OK, 18));
        assertThat(lab.guest(B).bytes(buffers[0] + 18, 1514)).isEqualTo(expected);
        assertThat(lab.onWire()).isEmpty();
        assertThat(lab.nic.stats().framesOut()).isZero();
    }

    @Test
    void refusesALocalFrameForWhichThereIsNoPage() {
        lab.to(B);
        lab.guest(B).post(1);
        while (lab.hypervisor.frames().allocate(FrameTable.HYPERVISOR) != FrameTable.NONE) {
            // Until the last free frame is gone.
        }
        assertThat(statusOf(ip(60))).isEqualTo(RingStatus.BAD_PAGE);
        assertThat(drops(DropReason.NO_MEMORY)).isOne();
        assertThat(lab.guest(B).takeRx()).isEmpty();
    }

    @Test
    void keepsLinkLocalSourcesOffTheWireWhoeverSends() {
        byte[] packet = TestFrames.ip(MINE, PEER, "169.254.1.0", "192.0.2.1", 60);
        byte[] arp = TestFrames.arp(MINE, "169.254.1.0", "192.0.2.1", 42);
        assertThat(statusOf(packet)).isEqualTo(RingStatus.DROPPED);
        assertThat(statusOf(arp)).isEqualTo(RingStatus.DROPPED);
        lab.guest(0).send(1, packet);
        assertThat(lab.guest(0).takeTxStatuses()).containsExactly(RingStatus.DROPPED);
        assertThat(drops(DropReason.LINK_LOCAL_SOURCE)).isEqualTo(2);
        assertThat(lab.onWire()).isEmpty();
    }

    @Test
    void letsLinkLocalSourcesReachOtherGuests() {
        lab.to(B);
        lab.guest(B).post(1);
        assertThat(statusOf(TestFrames.ip(MINE, PEER, "169.254.1.1", "169.254.1.2", 60)))
                .isEqualTo(RingStatus.OK);
        assertThat(lab.guest(B).takeRx()).hasSize(1);
    }

    @Test
    void dropsWhatHasNoDestinationUnlessTheSenderIsPrivileged() {
        lab.destination = Endpoint.DROP;
        assertThat(statusOf(ip(60))).isEqualTo(RingStatus.DROPPED);
        assertThat(drops(DropReason.NO_ROUTE)).isOne();
        assertThat(lab.onWire()).isEmpty();

        lab.guest(0).send(1, ip(60));
        lab.run();
        assertThat(lab.guest(0).takeTxStatuses()).containsExactly(RingStatus.OK);
        assertThat(lab.onWire()).hasSize(1);
    }

    @Test
    void asDocumentedPrivilegeIsNoWayAround() {
        NetworkLab documented = new NetworkLab(VfrSemantics.AS_DOCUMENTED);
        documented.destination = Endpoint.DROP;
        documented.guest(0).send(1, ip(60));
        documented.run();
        assertThat(documented.guest(0).takeTxStatuses()).containsExactly(RingStatus.DROPPED);
        assertThat(documented.onWire()).isEmpty();
    }

    @Test
    void aMissingDestinationMeansTheWireAsBuiltAndNothingAsDocumented() {
        lab.destination = Endpoint.vif(9, 0);
        assertThat(statusOf(ip(60))).isEqualTo(RingStatus.OK);
        assertThat(lab.onWire()).hasSize(1);

        NetworkLab documented = new NetworkLab(VfrSemantics.AS_DOCUMENTED);
        documented.destination = Endpoint.vif(9, 0);
        documented.guest(A).send(1, ip(60));
        assertThat(documented.guest(A).takeTxStatuses()).containsExactly(RingStatus.DROPPED);
    }

    @Test
    void answersAWireFrameOnlyWhenTheNicIsDoneWithItsPage() {
        lab.nic.holdCompletions(true);
        int at = a.putFrame(5, ip(200));
        int frame = a.machineAddress(at) >>> 12;
        int references = lab.hypervisor.frames().references(frame);
        a.push();
        lab.run();
        assertThat(a.takeTx()).isEmpty();
        assertThat(lab.onWire()).hasSize(1);
        assertThat(lab.hypervisor.frames().references(frame)).isEqualTo(references + 1);

        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(a.takeTx()).containsExactly(new RawGuest.TxResponse(5, RingStatus.OK));
        assertThat(lab.hypervisor.frames().references(frame)).isEqualTo(references);
    }

    @Test
    void holdsNoReferenceAfterAnyOutcome() {
        lab.destination = Endpoint.DROP;
        int dropped = a.putFrame(1, ip(60));
        int refused = a.putFrame(2, TestFrames.ethernet(MINE, PEER, TestFrames.IPV6, 86));
        a.push();
        lab.to(B);
        int delivered = a.putFrame(3, ip(60));
        a.push();
        lab.destination = Endpoint.PHYSICAL;
        int linkLocal = a.putFrame(4, TestFrames.ip(MINE, PEER, "169.254.1.0", "192.0.2.1", 60));
        int sent = a.putFrame(5, ip(60));
        a.push();
        lab.run();
        for (int at : new int[] {dropped, refused, delivered, linkLocal, sent}) {
            assertThat(lab.hypervisor.frames().references(a.machineAddress(at) >>> 12))
                    .isEqualTo(2);
        }
        assertThat(lab.hypervisor.frames().owned(FrameTable.HYPERVISOR)).isZero();
    }

    @Test
    void sendsTheWholeFrameThoughTheNicNeedsItInOnePlace() {
        NetworkLab plain = new NetworkLab(
                VfrSemantics.AS_BUILT, WireCardSpec.of("eth0", NIC).withoutScatterGather());
        plain.guest(A).send(1, ip(1514));
        byte[] expected = ip(1514);
        NIC.put(expected, 6);
        assertThat(plain.onWire()).singleElement().isEqualTo(expected);
    }

    @Test
    void takesNoMoreThanARingsWorthOfUnansweredRequests() {
        lab.nic.holdCompletions(true);
        int at = a.place(ip(60));
        for (int i = 0; i < 257; i++) {
            a.putTx(i, 60, a.machineAddress(at));
        }
        a.push();
        lab.run();
        assertThat(lab.vif(A).transmit().requestIndex()).isEqualTo(256);
        assertThat(a.txProduced()).isZero();

        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(lab.vif(A).transmit().requestIndex()).isEqualTo(257);
        assertThat(a.txProduced()).isEqualTo(257);
    }

    @Test
    void takesARingsWorthOfLocalFramesInOneCallAndTheNextWithTheNext() {
        lab.to(B);
        int at = a.place(ip(60));
        for (int i = 0; i < 257; i++) {
            a.putTx(i, 60, a.machineAddress(at));
        }
        a.push();
        assertThat(a.txProduced()).isEqualTo(256);
        a.push();
        assertThat(a.txProduced()).isEqualTo(257);
    }

    @Test
    void answersEveryRequestOnceInAnyMixOfOutcomes() {
        byte[][] frames = {
            ip(60),
            TestFrames.ethernet(MINE, PEER, TestFrames.IPV6, 86),
            ip(34 + 1),
            ip(1515),
            TestFrames.ip(MINE, PEER, "169.254.0.1", "192.0.2.1", 60)
        };
        for (int i = 0; i < 100; i++) {
            a.putFrame(i, frames[i % frames.length]);
            a.push();
        }
        lab.run();
        assertThat(a.takeTx().stream().map(RawGuest.TxResponse::id))
                .doesNotHaveDuplicates()
                .hasSize(100);
        long answered = lab.vif(A).counters().answered(RingStatus.OK)
                + lab.vif(A).counters().answered(RingStatus.BAD_PAGE)
                + lab.vif(A).counters().answered(RingStatus.DROPPED);
        assertThat(answered).isEqualTo(100);
    }

    @Test
    void worksAcrossTheWrapOfTheIndices() {
        lab.to(B);
        byte[] frame = ip(60);
        int at = a.place(frame);
        for (int i = 0; i < 1000; i++) {
            a.putTx(i, 60, a.machineAddress(at));
            a.push();
            assertThat(a.takeTx()).containsExactly(new RawGuest.TxResponse(i, RingStatus.OK));
        }
        assertThat(Arrays.equals(a.bytes(at + 14, 46), Arrays.copyOfRange(frame, 14, 60)))
                .isTrue();
    }
}

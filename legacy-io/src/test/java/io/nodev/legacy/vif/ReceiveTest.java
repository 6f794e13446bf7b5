package io.nodev.legacy.vif;

import static io.nodev.legacy.vif.NetworkLab.A;
import static io.nodev.legacy.vif.NetworkLab.B;
import static io.nodev.legacy.vif.NetworkLab.NIC;
import static io.nodev.legacy.vif.NetworkLab.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.legacy.TestFrames;
import io.nodev.legacy.vfr.VfrSemantics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the queue into a guest's page. */
class ReceiveTest {
    private final NetworkLab lab = new NetworkLab();
    private final RawGuest a = lab.guest(A);
    private final RawGuest b = lab.guest(B);

    private static byte[] ip(int length) {
        return TestFrames.ip(PEER, NIC, "192.0.2.1", "10.0.0.2", length);
    }

    private void sendLocally(int count) {
        int at = a.place(ip(60));
        for (int i = 0; i < count; i++) {
            a.putTx(i, 60, a.machineAddress(at));
        }
        a.push();
    }

    @Test
    void givesAFrameFromTheWireToTheVifThatARuleNames() {
        lab.to(B);
        int[] pages = b.post(1);
        lab.arrive(ip(77));
        assertThat(b.takeRx()).containsExactly(new RawGuest.RxResponse(0, 77, RingStatus.OK, 18));
        byte[] expected = ip(77);
        lab.vif(B).address().put(expected, 0);
        assertThat(b.bytes(pages[0] + 18, 77)).isEqualTo(expected);
    }

    @Test
    void givesWhatNobodyClaimsToVif0OfDomain0() {
        for (int unclaimed : new int[] {Endpoint.DROP, Endpoint.PHYSICAL, Endpoint.vif(9, 0)}) {
            lab.destination = unclaimed;
            lab.guest(0).post(1);
            lab.arrive(ip(60));
            assertThat(lab.guest(0).takeRx()).hasSize(1);
        }
    }

    @Test
    void givesIpv6AndForeignTypesToVif0OfDomain0WithoutALookUp() {
        lab.to(B);
        b.post(4);
        lab.guest(0).post(4);
        lab.arrive(TestFrames.ethernet(PEER, NIC, TestFrames.IPV6, 86));
        lab.arrive(TestFrames.ethernet(PEER, MacAddress.BROADCAST, 0x1234, 14));
        lab.arrive(TestFrames.arp(PEER, "192.0.2.1", "10.0.0.2", 41));
        assertThat(lab.guest(0).takeRx()).extracting(RawGuest.RxResponse::size).containsExactly(86, 14, 41);
        assertThat(b.takeRx()).isEmpty();
    }

    @Test
    void asDocumentedWhatNobodyClaimsIsDropped() {
        NetworkLab documented = new NetworkLab(VfrSemantics.AS_DOCUMENTED);
        documented.destination = Endpoint.DROP;
        documented.guest(0).post(1);
        documented.arrive(ip(60));
        assertThat(documented.guest(0).takeRx()).isEmpty();
        assertThat(documented.network.nicDrops().of(DropReason.NO_ROUTE)).isOne();
    }

    @Test
    void discardsWhatIsForAVifThatIsNotThere() {
        lab.hypervisor.addStop(domain -> {});
        lab.network.vifs().remove(lab.vif(0));
        lab.destination = Endpoint.DROP;
        lab.arrive(ip(60));
        assertThat(lab.network.nicDrops().of(DropReason.NO_ROUTE)).isOne();
        assertThat(lab.hypervisor.frames().owned(FrameTable.HYPERVISOR)).isZero();
    }

    @Test
    void overwritesTheDestinationOfBroadcastsToo() {
        lab.to(B);
        int[] pages = b.post(1);
        lab.arrive(TestFrames.ip(PEER, MacAddress.BROADCAST, "192.0.2.1", "255.255.255.255", 60));
        assertThat(MacAddress.of(b.bytes(pages[0] + 18, 6), 0))
                .isEqualTo(lab.vif(B).address());
    }

    @Test
    void overwritesTheTargetOfArpInRequestsToo() {
        lab.to(B);
        int[] pages = b.post(1);
        lab.arrive(TestFrames.arp(PEER, "192.0.2.1", "10.0.0.2", 42));
        byte[] frame = b.bytes(pages[0] + 18, 42);
        assertThat(MacAddress.of(frame, 0)).isEqualTo(lab.vif(B).address());
        assertThat(MacAddress.of(frame, 32)).isEqualTo(lab.vif(B).address());
        assertThat(MacAddress.of(frame, 22)).isEqualTo(PEER);
    }

    @Test
    void writesTheTargetOfACutArpFrameBehindItsEndAndDoesNotCountItIn() {
        lab.destination = Endpoint.DROP;
        int[] pages = lab.guest(0).post(1);
        lab.arrive(TestFrames.arp(PEER, "192.0.2.1", "10.0.0.2", 30));
        assertThat(lab.guest(0).takeRx()).extracting(RawGuest.RxResponse::size).containsExactly(30);
        byte[] page = lab.guest(0).bytes(pages[0], 4096);
        assertThat(MacAddress.of(page, 18 + 32)).isEqualTo(lab.vif(0).address());
    }

    @Test
    void dropsSilentlyWhatComesForAVifWithoutBuffers() {
        lab.to(B);
        sendLocally(1);
        assertThat(a.takeTxStatuses()).containsExactly(RingStatus.OK);
        assertThat(b.takeRx()).isEmpty();
        assertThat(lab.vif(B).counters().packetsReceived()).isZero();
        assertThat(lab.vif(B).counters().drops().of(DropReason.NO_RECEIVE_BUFFER))
                .isOne();
        assertThat(lab.hypervisor.frames().owned(FrameTable.HYPERVISOR)).isZero();
    }

    @Test
    void fillsBuffersInTheOrderOfTheirPosting() {
        lab.to(B);
        for (int id : new int[] {9, 3, 5}) {
            b.putBuffer(id);
        }
        b.push();
        sendLocally(3);
        assertThat(b.takeRx()).extracting(RawGuest.RxResponse::id).containsExactly(9, 3, 5);
    }

    @Test
    void takesAHundredAndOneFramesBeforeDelivery() {
        lab.to(B);
        b.post(256);
        sendLocally(102);
        assertThat(a.takeTxStatuses()).hasSize(102).containsOnly(RingStatus.OK);
        assertThat(b.takeRx()).hasSize(101);
        assertThat(lab.vif(B).counters().drops().of(DropReason.QUEUE_FULL)).isOne();
    }

    @Test
    void keepsNothingAliveForAFrameThatFoundTheQueueFull() {
        lab.to(B);
        sendLocally(102);
        lab.hypervisor.destroyDomain(lab.domain(B));
        assertThat(lab.hypervisor.frames().owned(B)).isZero();
        assertThat(lab.hypervisor.frames().owned(FrameTable.HYPERVISOR)).isZero();
    }

    @Test
    void handsOverAPageThatHoldsNothingButTheFrame() {
        lab.to(B);
        int[] pages = b.post(1);
        b.kernel.pages();
        sendLocally(1);
        byte[] page = b.bytes(pages[0], 4096);
        for (int i = 0; i < page.length; i++) {
            if (i < 18 || i >= 18 + 60) {
                assertThat(page[i]).as("offset %d", i).isZero();
            }
        }
    }

    @Test
    void exchangesPagesWithoutLoss() {
        lab.to(B);
        int[] pages = b.post(100);
        int owned = lab.hypervisor.frames().owned(B);
        int free = lab.hypervisor.frames().owned(FrameTable.FREE);
        int before = b.machineAddress(pages[0]);
        assertThat(before).isEqualTo(io.nodev.hypervisor.memory.AddressSpace.FAULT);
        for (int i = 0; i < 100; i++) {
            sendLocally(1);
            b.putRx(i, b.memory.entryAddress(pages[i]));
            b.push();
        }
        assertThat(b.takeRx())
                .hasSize(100)
                .extracting(RawGuest.RxResponse::status)
                .containsOnly(RingStatus.OK);
        assertThat(lab.hypervisor.frames().owned(B)).isEqualTo(owned);
        assertThat(lab.hypervisor.frames().owned(FrameTable.FREE)).isEqualTo(free);
    }

    @Test
    void ownsOnePageFewerForEachBufferHeld() {
        int owned = lab.hypervisor.frames().owned(B);
        b.post(3);
        assertThat(lab.hypervisor.frames().owned(B)).isEqualTo(owned - 3);
        assertThat(lab.hypervisor.frames().owned(FrameTable.HYPERVISOR)).isEqualTo(3);
    }

    @Test
    void showsTheGuestTheNewFrameInItsPageTable() {
        lab.to(B);
        int page = b.page();
        int before = b.machineAddress(page);
        b.putRx(0, b.memory.entryAddress(page));
        b.push();
        sendLocally(1);
        assertThat(b.machineAddress(page)).isNotEqualTo(before);
        assertThat(b.memory.translateWritable(page)).isEqualTo(b.machineAddress(page));
    }

    @Test
    void countsWhatWasDeliveredWhereverItCameFrom() {
        lab.to(B);
        b.post(4);
        sendLocally(2);
        lab.arrive(ip(100));
        VifCounters counters = lab.vif(B).counters();
        assertThat(counters.packetsReceived()).isEqualTo(3);
        assertThat(counters.bytesReceived()).isEqualTo(2 * 60 + 100);
    }

    @Test
    void countsAsSentOnlyWhatTheNicGot() {
        lab.to(B);
        sendLocally(10);
        lab.destination = Endpoint.PHYSICAL;
        sendLocally(5);
        lab.run();
        assertThat(lab.vif(A).counters().packetsSent()).isEqualTo(5);
        assertThat(lab.vif(A).counters().bytesSent()).isEqualTo(300);
        assertThat(lab.vif(A).counters().answered(RingStatus.OK)).isEqualTo(15);
    }

    @Test
    void dropsAFrameFromTheWireForWhichThereIsNoPage() {
        lab.to(B);
        b.post(1);
        while (lab.hypervisor.frames().allocate(FrameTable.HYPERVISOR) != FrameTable.NONE) {
            // Until the last free frame is gone.
        }
        lab.arrive(ip(60));
        assertThat(b.takeRx()).isEmpty();
        assertThat(lab.network.nicDrops().of(DropReason.NO_MEMORY)).isOne();
    }

    @Test
    void deliversToEachOfSeveralVifsInTurn() {
        List<RawGuest> receivers = List.of(b, lab.guest(0));
        receivers.forEach(guest -> guest.post(8));
        for (int i = 0; i < 8; i++) {
            lab.to(i % 2 == 0 ? B : 0);
            lab.arrive(ip(60 + i));
        }
        assertThat(b.takeRx()).extracting(RawGuest.RxResponse::size).containsExactly(60, 62, 64, 66);
        assertThat(lab.guest(0).takeRx()).extracting(RawGuest.RxResponse::size).containsExactly(61, 63, 65, 67);
    }
}

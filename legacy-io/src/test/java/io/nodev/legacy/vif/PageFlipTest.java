package io.nodev.legacy.vif;

import static io.nodev.legacy.vif.NetworkLab.A;
import static io.nodev.legacy.vif.NetworkLab.B;
import static io.nodev.legacy.vif.NetworkLab.NIC;
import static io.nodev.legacy.vif.NetworkLab.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.DropReason;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.legacy.TestFrames;
import org.junit.jupiter.api.Test;

/** Taking a buffer out of a page table, and what a guest may try while it is out. */
class PageFlipTest {
    private static final int REFUSED = RingStatus.BAD_PAGE;

    private final NetworkLab lab = new NetworkLab().to(B);
    private final RawGuest b = lab.guest(B);
    private final int owned = lab.hypervisor.frames().owned(B);

    private int update(int virtualAddress, int entry) {
        return b.kernel.gate().call(HypercallNumber.UPDATE_VA_MAPPING, virtualAddress, entry, 0);
    }

    private void arrive() {
        lab.arrive(TestFrames.ip(PEER, NIC, "192.0.2.1", "10.0.0.2", 60));
    }

    private void expectRefused() {
        assertThat(b.takeRx()).singleElement().satisfies(response -> {
            assertThat(response.status()).isEqualTo(REFUSED);
            assertThat(response.size()).isZero();
        });
    }

    @Test
    void makesTheEntryNotPresentAndKeepsTheRestOfIt() {
        int page = b.page();
        int before = b.memory.entry(page);
        b.putRx(0, b.memory.entryAddress(page));
        b.push();
        assertThat(b.memory.entry(page)).isEqualTo(before & ~PageTableEntry.PRESENT);
        assertThat(b.takeRx()).isEmpty();
    }

    @Test
    void refusesAnAddressThatIsNoEntryOfTheGuestsTables() {
        int page = b.page();
        int others = lab.guest(A).memory.entryAddress(lab.guest(A).page());
        int[] wrong = {others, b.machineAddress(page), b.memory.entryAddress(page) + 1, 0, -4, 0x7FFF_FFFC};
        for (int address : wrong) {
            b.putRx(0, address);
            b.push();
            expectRefused();
        }
        assertThat(lab.hypervisor.frames().owned(B)).isEqualTo(owned);
        assertThat(PageTableEntry.isPresent(lab.hypervisor.memory().getInt(others)))
                .isTrue();
    }

    @Test
    void refusesAnEntryThatIsNotPresent() {
        int page = b.page();
        update(page, 0);
        b.putRx(0, b.memory.entryAddress(page));
        b.push();
        expectRefused();
        assertThat(b.memory.entry(page)).isZero();
    }

    @Test
    void refusesAReadOnlyEntryAndLeavesIt() {
        int page = b.page();
        int entry = b.memory.entry(page) & ~PageTableEntry.WRITABLE;
        update(page, entry);
        b.putRx(0, b.memory.entryAddress(page));
        b.push();
        expectRefused();
        assertThat(b.memory.entry(page)).isEqualTo(entry);
    }

    @Test
    void refusesAPageThatIsMappedTwiceAndRestoresTheEntry() {
        int page = b.page();
        int second = b.kernel.mappings().take();
        update(second, b.memory.entry(page));
        int entry = b.memory.entry(page);
        b.putRx(0, b.memory.entryAddress(page));
        b.push();
        expectRefused();
        assertThat(b.memory.entry(page)).isEqualTo(entry);
        assertThat(lab.hypervisor.frames().owned(B)).isEqualTo(owned);
    }

    @Test
    void refusesAPageThatTheNicStillReads() {
        lab.destination = io.nodev.common.classifier.Endpoint.PHYSICAL;
        lab.nic.holdCompletions(true);
        int at = b.putFrame(1, TestFrames.ip(NIC, PEER, "10.0.0.2", "192.0.2.1", 60));
        b.putRx(0, b.memory.entryAddress(at));
        b.push();
        expectRefused();
        assertThat(b.memory.translateWritable(at)).isNotEqualTo(AddressSpace.FAULT);
    }

    @Test
    void takesTransmitRequestsOfACallBeforeItsReceiveBuffers() {
        lab.destination = io.nodev.common.classifier.Endpoint.DROP;
        int at = b.putFrame(1, TestFrames.ip(NIC, PEER, "10.0.0.2", "192.0.2.1", 60));
        b.putRx(0, b.memory.entryAddress(at));
        b.push();
        assertThat(b.takeTxStatuses()).containsExactly(RingStatus.DROPPED);
        assertThat(b.takeRx()).isEmpty();
        assertThat(lab.vif(B).receive().parked()).isOne();
    }

    @Test
    void refusesRingAndSharedPages() {
        for (int page : new int[] {b.ring, b.kernel.sharedInfo()}) {
            int entry = b.memory.entry(page);
            b.putRx(0, b.memory.entryAddress(page));
            b.push();
            expectRefused();
            assertThat(b.memory.entry(page)).isEqualTo(entry);
        }
    }

    @Test
    void refusesTheSamePageTheSecondTime() {
        int page = b.page();
        b.putRx(1, b.memory.entryAddress(page));
        b.putRx(2, b.memory.entryAddress(page));
        b.push();
        assertThat(b.takeRx()).containsExactly(new RawGuest.RxResponse(2, 0, REFUSED, 0));
        assertThat(lab.vif(B).receive().parked()).isOne();
    }

    @Test
    void aPageOutOnLoanCannotBeTouched() {
        int page = b.post(1)[0];
        assertThat(b.memory.translate(page)).isEqualTo(AddressSpace.FAULT);
        int frame = PageTableEntry.frame(b.memory.entry(page));
        assertThat(update(page, PageTableEntry.writable(frame))).isNegative();
        assertThat(update(b.kernel.mappings().take(), PageTableEntry.readOnly(frame)))
                .isNegative();
    }

    @Test
    void answersBadPageWithSizeAndOffsetIfTheEntryWasChanged() {
        int page = b.post(1)[0];
        int spare = b.page();
        int spareEntry = b.memory.entry(spare);
        update(page, spareEntry);
        arrive();
        assertThat(b.takeRx()).containsExactly(new RawGuest.RxResponse(0, 60, REFUSED, 18));
        assertThat(b.memory.entry(page)).isEqualTo(spareEntry);
        assertThat(lab.vif(B).counters().drops().of(DropReason.BAD_RECEIVE_BUFFER))
                .isOne();
        assertThat(lab.vif(B).counters().packetsReceived()).isZero();
    }

    @Test
    void losesBothPagesIfTheEntryWasChangedAndNoneOfTheMachines() {
        int all = lab.hypervisor.frames().owned(FrameTable.FREE) + owned;
        int page = b.post(1)[0];
        update(page, 0);
        arrive();
        assertThat(b.takeRx()).hasSize(1);
        assertThat(lab.hypervisor.frames().owned(B)).isEqualTo(owned - 1);
        assertThat(lab.hypervisor.frames().owned(FrameTable.HYPERVISOR)).isZero();
        assertThat(lab.hypervisor.frames().owned(FrameTable.FREE) + owned - 1).isEqualTo(all);
    }

    @Test
    void goesOnWithTheNextBufferAfterOneThatWasTamperedWith() {
        int[] pages = b.post(2);
        update(pages[0], 0);
        arrive();
        arrive();
        assertThat(b.takeRx()).extracting(RawGuest.RxResponse::status).containsExactly(REFUSED, RingStatus.OK);
        assertThat(b.memory.translateWritable(pages[1])).isNotEqualTo(AddressSpace.FAULT);
    }
}

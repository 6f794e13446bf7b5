package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.EPERM;
import static io.nodev.hypervisor.Errno.ESRCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.PageTableEntry;
import org.junit.jupiter.api.Test;

class MemoryCallsTest {
    private final Calls calls = new Calls();
    private final FrameTable frames = calls.machine.hypervisor.frames();
    private final Caller control = calls.privileged(0);
    private final Caller guest = calls.domain(1);

    private int list(Caller caller) {
        return caller.at + 1024;
    }

    private int domMem(Caller caller, int command, int domain, int pages) {
        return caller.fields(command, domain, pages, list(caller)).call(HypercallNumber.DOM_MEM_OP, caller.at);
    }

    /** Unmaps the last pages of a caller's memory and lists their frames. */
    private void unmapAndList(Caller caller, int pages) {
        for (int i = 0; i < pages; i++) {
            int at = TestMachine.address(caller.domain, TestMachine.PAGES - 1 - i);
            int frame = PageTableEntry.frame(caller.domain.memory().entry(at));
            caller.domain.memory().putInt(list(caller) + i * 4, frame);
            assertThat(caller.call(HypercallNumber.UPDATE_VA_MAPPING, at, 0)).isZero();
        }
    }

    @Test
    void givesPagesBack() {
        unmapAndList(guest, 3);
        assertThat(domMem(guest, DomMemOpLayout.DECREASE, Domain.SELF, 3)).isEqualTo(3);
        assertThat(frames.owned(1)).isEqualTo(TestMachine.PAGES);
        assertThat(guest.domain.reservation().pages()).isEqualTo(TestMachine.PAGES - 3);
    }

    @Test
    void getsPagesUpToTheMaximum() {
        unmapAndList(guest, 2);
        domMem(guest, DomMemOpLayout.DECREASE, Domain.SELF, 2);
        assertThat(domMem(guest, DomMemOpLayout.INCREASE, Domain.SELF, 5)).isEqualTo(2);
        int frame = guest.domain.memory().getInt(list(guest));
        assertThat(frames.owner(frame)).isEqualTo(1);
        int at = TestMachine.mappingAddress(guest.domain, 0);
        assertThat(guest.call(HypercallNumber.UPDATE_VA_MAPPING, at, PageTableEntry.writable(frame)))
                .isZero();
        assertThat(guest.domain.memory().getInt(at)).isZero();
    }

    @Test
    void getsMorePagesOnceThePrivilegedDomainRaisesTheMaximum() {
        control.fields(Dom0OpLayout.SET_MAX_PAGES, 1, TestMachine.PAGES + 2);
        assertThat(control.call(HypercallNumber.DOM0_OP, control.at)).isZero();
        assertThat(domMem(guest, DomMemOpLayout.INCREASE, Domain.SELF, 3)).isEqualTo(2);
        assertThat(domMem(control, DomMemOpLayout.INCREASE, 1, 1)).isZero();
    }

    @Test
    void stopsAtTheFirstPageThatCannotBeTaken() {
        unmapAndList(guest, 3);
        int mapped = TestMachine.frameOf(guest.domain, 0);
        guest.domain.memory().putInt(list(guest) + 4, mapped);
        assertThat(domMem(guest, DomMemOpLayout.DECREASE, Domain.SELF, 3)).isEqualTo(1);
        assertThat(frames.owner(mapped)).isEqualTo(1);
        for (int wrong :
                new int[] {-1, 1 << 20, TestMachine.frameOf(control.domain, 0), guest.domain.sharedInfoFrame()}) {
            guest.domain.memory().putInt(list(guest), wrong);
            assertThat(domMem(guest, DomMemOpLayout.DECREASE, Domain.SELF, 1)).isZero();
        }
    }

    @Test
    void stopsWhereTheCallerHasNoMemoryForTheList() {
        guest.domain.reservation().setMaximum(1000);
        int free = calls.machine.free();
        for (int wild : Calls.WILD) {
            guest.fields(DomMemOpLayout.INCREASE, Domain.SELF, 5, wild & ~3);
            assertThat(guest.call(HypercallNumber.DOM_MEM_OP, guest.at)).isZero();
        }
        assertThat(calls.machine.free()).isEqualTo(free);
        int lastWord = TestMachine.address(guest.domain, TestMachine.PAGES) - 4;
        guest.fields(DomMemOpLayout.INCREASE, Domain.SELF, 5, lastWord);
        assertThat(guest.call(HypercallNumber.DOM_MEM_OP, guest.at)).isEqualTo(1);
    }

    @Test
    void endsWhenNoFrameIsFree() {
        guest.domain.reservation().setMaximum(Integer.MAX_VALUE);
        int free = calls.machine.free();
        assertThat(domMem(guest, DomMemOpLayout.INCREASE, Domain.SELF, -1)).isEqualTo(free);
        assertThat(calls.machine.free()).isZero();
    }

    @Test
    void asksForPrivilegeForAnotherDomainsPages() {
        assertThat(domMem(guest, DomMemOpLayout.INCREASE, 0, 1)).isEqualTo(-EPERM);
        assertThat(domMem(guest, DomMemOpLayout.INCREASE, 9, 1)).isEqualTo(-EPERM);
        assertThat(domMem(control, DomMemOpLayout.INCREASE, 9, 1)).isEqualTo(-ESRCH);
        assertThat(domMem(control, 2, 1, 1)).isEqualTo(-ENOSYS);
    }

    @Test
    void updatesManyEntriesAndStopsAtTheFirstThatIsRefused() {
        int first = guest.domain.memory().entryAddress(TestMachine.mappingAddress(guest.domain, 0));
        int own = PageTableEntry.writable(TestMachine.frameOf(guest.domain, 3));
        int others = PageTableEntry.writable(TestMachine.frameOf(control.domain, 3));
        guest.fields(first, own, first + 4, others, first + 8, own);
        assertThat(guest.call(HypercallNumber.MMU_UPDATE, guest.at, 3)).isEqualTo(-EINVAL);
        assertThat(guest.domain.memory().entry(TestMachine.mappingAddress(guest.domain, 0)))
                .isEqualTo(own);
        assertThat(guest.domain.memory().entry(TestMachine.mappingAddress(guest.domain, 2)))
                .isZero();
        guest.fields(first, 0);
        assertThat(guest.call(HypercallNumber.MMU_UPDATE, guest.at, 1)).isZero();
        assertThat(guest.domain.memory().entry(TestMachine.mappingAddress(guest.domain, 0)))
                .isZero();
    }

    @Test
    void boundsTheCountOfEveryBatch() {
        for (int count : new int[] {-1, Integer.MIN_VALUE, Batch.MAX_ITEMS + 1, Integer.MAX_VALUE}) {
            assertThat(guest.call(HypercallNumber.MMU_UPDATE, guest.at, count)).isEqualTo(-EINVAL);
            assertThat(guest.call(HypercallNumber.GRANT_TABLE_OP, GrantTableOpLayout.MAP, guest.at, count))
                    .isEqualTo(-EINVAL);
            assertThat(guest.call(HypercallNumber.MULTICALL, guest.at, count)).isEqualTo(-EINVAL);
        }
        assertThat(guest.call(HypercallNumber.MULTICALL, guest.at, Batch.MAX_CALLS + 1))
                .isEqualTo(-EINVAL);
    }

    @Test
    void faultsWhereABatchRunsOutOfTheCallersMemory() {
        for (int wild : Calls.WILD) {
            assertThat(guest.call(HypercallNumber.MMU_UPDATE, wild, 1)).isEqualTo(-EFAULT);
            assertThat(guest.call(HypercallNumber.MULTICALL, wild, 1)).isEqualTo(-EFAULT);
            assertThat(guest.call(HypercallNumber.GRANT_TABLE_OP, GrantTableOpLayout.UNMAP, wild, 1))
                    .isEqualTo(-EFAULT);
        }
        int end = TestMachine.address(guest.domain, TestMachine.PAGES) - 4;
        assertThat(guest.call(HypercallNumber.MMU_UPDATE, end, 1)).isEqualTo(-EFAULT);
    }

    @Test
    void refusesToMapBeyondTheTables() {
        assertThat(guest.call(HypercallNumber.UPDATE_VA_MAPPING, -4096, 0)).isEqualTo(-EINVAL);
        assertThat(guest.call(HypercallNumber.UPDATE_VA_MAPPING, guest.at, 4)).isEqualTo(-EINVAL);
    }
}

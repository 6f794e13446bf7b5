package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.grant.GrantEntryLayout;
import io.nodev.hypervisor.grant.GrantStatus;
import io.nodev.hypervisor.memory.PageTableEntry;
import org.junit.jupiter.api.Test;

class GrantCallsTest {
    private static final int OP = HypercallNumber.GRANT_TABLE_OP;

    private final Calls calls = new Calls();
    private final Caller guest = calls.domain(1);
    private final Caller backend = calls.domain(2);

    /** Sets up a table, maps it, and grants page 5 to domain 2 by reference 11. */
    private void grantAPage() {
        int frames = guest.at + 512;
        guest.fields(1, frames);
        assertThat(guest.call(OP, GrantTableOpLayout.SET_UP, guest.at, 1)).isZero();
        assertThat(guest.field(GrantTableOpLayout.SET_UP_STATUS)).isEqualTo(GrantStatus.OKAY);
        int table = TestMachine.mappingAddress(guest.domain, 0);
        int tableFrame = guest.domain.memory().getInt(frames);
        assertThat(guest.call(HypercallNumber.UPDATE_VA_MAPPING, table, PageTableEntry.writable(tableFrame)))
                .isZero();
        int entry = table + 11 * GrantEntryLayout.SIZE;
        guest.domain.memory().putInt(entry + GrantEntryLayout.FRAME, TestMachine.frameOf(guest.domain, 5));
        guest.domain
                .memory()
                .putIntRelease(
                        entry + GrantEntryLayout.FLAGS_AND_DOMAIN,
                        GrantEntryLayout.word(GrantEntryLayout.PERMIT_ACCESS, 2));
    }

    private int uses() {
        guest.fields(11, -99, -99);
        assertThat(guest.call(OP, GrantTableOpLayout.QUERY, guest.at, 1)).isZero();
        assertThat(guest.field(GrantTableOpLayout.QUERY_STATUS)).isEqualTo(GrantStatus.OKAY);
        return guest.field(GrantTableOpLayout.QUERY_USES);
    }

    @Test
    void mapsAsksAndUnmapsFromWithinTheDomains() {
        grantAPage();
        int window = TestMachine.mappingAddress(backend.domain, 3);
        backend.fields(1, 11, 0, window, -99, -99);
        assertThat(backend.call(OP, GrantTableOpLayout.MAP, backend.at, 1)).isZero();
        assertThat(backend.field(GrantTableOpLayout.MAP_STATUS)).isEqualTo(GrantStatus.OKAY);
        int handle = backend.field(GrantTableOpLayout.MAP_HANDLE);
        guest.domain.memory().putInt(TestMachine.address(guest.domain, 5), 31);
        assertThat(backend.domain.memory().getInt(window)).isEqualTo(31);
        assertThat(uses()).isEqualTo(1);
        backend.fields(handle, -99);
        assertThat(backend.call(OP, GrantTableOpLayout.UNMAP, backend.at, 1)).isZero();
        assertThat(backend.field(GrantTableOpLayout.UNMAP_STATUS)).isEqualTo(GrantStatus.OKAY);
        assertThat(uses()).isZero();
    }

    @Test
    void givesEachOfABatchItsOwnStatus() {
        grantAPage();
        int window = TestMachine.mappingAddress(backend.domain, 3);
        backend.fields(
                1,
                11,
                GrantTableOpLayout.MAP_READ_ONLY,
                window,
                -99,
                -99,
                1,
                12,
                0,
                window + 4096,
                -99,
                -99,
                7,
                11,
                0,
                window,
                -99,
                -99);
        assertThat(backend.call(OP, GrantTableOpLayout.MAP, backend.at, 3)).isZero();
        assertThat(backend.field(GrantTableOpLayout.MAP_STATUS)).isEqualTo(GrantStatus.OKAY);
        assertThat(backend.field(GrantTableOpLayout.MAP_SIZE + GrantTableOpLayout.MAP_STATUS))
                .isEqualTo(GrantStatus.BAD_GRANT);
        assertThat(backend.field(2 * GrantTableOpLayout.MAP_SIZE + GrantTableOpLayout.MAP_STATUS))
                .isEqualTo(GrantStatus.BAD_DOMAIN);
    }

    @Test
    void exchangesOnlyWhatIsOffered() {
        grantAPage();
        backend.fields(1, 11, TestMachine.address(backend.domain, 4), -99);
        assertThat(backend.call(OP, GrantTableOpLayout.EXCHANGE, backend.at, 1)).isZero();
        assertThat(backend.field(GrantTableOpLayout.EXCHANGE_STATUS)).isEqualTo(GrantStatus.BAD_GRANT);
    }

    @Test
    void faultsWhenTheFrameNumbersHaveNowhereToGo() {
        guest.fields(2, 0);
        assertThat(guest.call(OP, GrantTableOpLayout.SET_UP, guest.at, 1)).isEqualTo(-EFAULT);
        guest.fields(33, guest.at + 512);
        assertThat(guest.call(OP, GrantTableOpLayout.SET_UP, guest.at, 1)).isZero();
        assertThat(guest.field(GrantTableOpLayout.SET_UP_STATUS)).isEqualTo(GrantStatus.GENERAL_ERROR);
    }

    @Test
    void answersAQuestionAboutAReferenceThatIsNone() {
        guest.fields(11, -99, -99);
        guest.call(OP, GrantTableOpLayout.QUERY, guest.at, 1);
        assertThat(guest.field(GrantTableOpLayout.QUERY_STATUS)).isEqualTo(GrantStatus.BAD_GRANT);
        assertThat(guest.field(GrantTableOpLayout.QUERY_USES)).isZero();
    }

    @Test
    void knowsNoOtherCommand() {
        for (int command : new int[] {3, 6, -1, Integer.MAX_VALUE}) {
            assertThat(guest.call(OP, command, 0, 1)).isEqualTo(-ENOSYS);
        }
    }
}

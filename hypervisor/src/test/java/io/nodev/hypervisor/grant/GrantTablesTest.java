package io.nodev.hypervisor.grant;

import static io.nodev.hypervisor.TestMachine.address;
import static io.nodev.hypervisor.TestMachine.frameOf;
import static io.nodev.hypervisor.TestMachine.mappingAddress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageFaultException;
import io.nodev.hypervisor.memory.PageTableEntry;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrantTablesTest {
    private static final int REF = 9;

    private final TestMachine machine = new TestMachine();
    private final GrantTables grants = machine.hypervisor.grants();
    private final FrameTable frames = machine.hypervisor.frames();
    private Domain granter;
    private Domain backend;
    private GrantWriter writer;

    @BeforeEach
    void bootTwoDomains() {
        granter = machine.domain(1);
        backend = machine.domain(2);
        writer = new GrantWriter(machine, granter);
    }

    private int map(int page, boolean readOnly) {
        return grants.map(backend, 1, REF, mappingAddress(backend, page), readOnly);
    }

    @Test
    void letsTheNamedDomainSeeTheGrantedPage() {
        writer.permit(REF, 2, frameOf(granter, 4), 0);
        assertThat(map(0, false)).isNotNegative();
        granter.memory().putInt(address(granter, 4) + 12, 1234);
        assertThat(backend.memory().getInt(mappingAddress(backend, 0) + 12)).isEqualTo(1234);
        backend.memory().putInt(mappingAddress(backend, 0) + 16, 99);
        assertThat(granter.memory().getInt(address(granter, 4) + 16)).isEqualTo(99);
    }

    @Test
    void letsNobodyElseSeeIt() {
        writer.permit(REF, 3, frameOf(granter, 4), 0);
        assertThat(map(0, true)).isEqualTo(GrantStatus.BAD_GRANT);
        assertThat(grants.uses(1, REF)).isZero();
    }

    @Test
    void mapsAGrantForReadingOnlyForReading() {
        writer.permit(REF, 2, frameOf(granter, 4), GrantEntryLayout.READ_ONLY);
        assertThat(map(0, false)).isEqualTo(GrantStatus.PERMISSION_DENIED);
        assertThat(map(0, true)).isNotNegative();
        assertThatThrownBy(() -> backend.memory().putInt(mappingAddress(backend, 0), 1))
                .isInstanceOf(PageFaultException.class);
    }

    @Test
    void refusesAReferenceThatIsNone() {
        for (int reference : new int[] {-1, GrantEntryLayout.PER_PAGE, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(grants.map(backend, 1, reference, mappingAddress(backend, 0), true))
                    .isEqualTo(GrantStatus.BAD_GRANT);
        }
        assertThat(map(0, true)).isEqualTo(GrantStatus.BAD_GRANT);
    }

    @Test
    void refusesADomainThatIsNone() {
        for (int domain : new int[] {-1, 5, 32_767, 32_768, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(grants.map(backend, domain, REF, mappingAddress(backend, 0), true))
                    .isEqualTo(GrantStatus.BAD_DOMAIN);
            assertThat(grants.exchange(backend, domain, REF, address(backend, 0)))
                    .isEqualTo(GrantStatus.BAD_DOMAIN);
        }
    }

    @Test
    void refusesAFrameThatIsNotTheGranters() {
        int backends = frameOf(backend, 0);
        for (int frame : new int[] {backends, -1, 511, 1 << 20 | frameOf(granter, 0), Integer.MIN_VALUE}) {
            writer.permit(REF, 2, frame, 0);
            assertThat(map(0, true)).isEqualTo(GrantStatus.BAD_PAGE);
        }
        assertThat(grants.uses(1, REF)).isZero();
    }

    @Test
    void refusesAnAddressThatCannotTakeAMapping() {
        writer.permit(REF, 2, frameOf(granter, 4), 0);
        for (int at : new int[] {address(backend, 0), -4096, 0x7FFF_F000}) {
            assertThat(grants.map(backend, 1, REF, at, true)).isEqualTo(GrantStatus.BAD_ADDRESS);
        }
    }

    @Test
    void refusesToMapAGrantedPageTableWritable() {
        int table = MachineMemory.frame(granter.memory().entryAddress(address(granter, 0)));
        writer.permit(REF, 2, table, 0);
        assertThat(map(0, false)).isEqualTo(GrantStatus.BAD_PAGE);
        assertThat(map(0, true)).isNotNegative();
    }

    @Test
    void countsTheUsesOfAGrant() {
        writer.permit(REF, 2, frameOf(granter, 4), 0);
        int first = map(0, true);
        int second = map(1, false);
        assertThat(grants.uses(1, REF)).isEqualTo(2);
        grants.unmap(backend, first);
        grants.unmap(backend, second);
        assertThat(grants.uses(1, REF)).isZero();
    }

    @Test
    void givesNothingThroughAnUnmappedGrant() {
        writer.permit(REF, 2, frameOf(granter, 4), 0);
        int handle = map(0, true);
        assertThat(grants.unmap(backend, handle)).isEqualTo(GrantStatus.OKAY);
        assertThatThrownBy(() -> backend.memory().getInt(mappingAddress(backend, 0)))
                .isInstanceOf(PageFaultException.class);
        assertThat(frames.references(frameOf(granter, 4))).isEqualTo(2);
    }

    @Test
    void unmapsAHandleOnlyOnceAndOnlyForItsHolder() {
        writer.permit(REF, 2, frameOf(granter, 4), 0);
        int handle = map(0, true);
        assertThat(grants.unmap(granter, handle)).isEqualTo(GrantStatus.BAD_HANDLE);
        assertThat(grants.unmap(backend, handle)).isEqualTo(GrantStatus.OKAY);
        assertThat(grants.unmap(backend, handle)).isEqualTo(GrantStatus.BAD_HANDLE);
        assertThat(grants.unmap(backend, -1)).isEqualTo(GrantStatus.BAD_HANDLE);
        assertThat(grants.unmap(backend, Integer.MAX_VALUE)).isEqualTo(GrantStatus.BAD_HANDLE);
    }

    @Test
    void leavesAloneWhatTheMapperPutInPlaceOfTheMapping() {
        writer.permit(REF, 2, frameOf(granter, 4), 0);
        int handle = map(0, false);
        int own = frameOf(backend, 5);
        machine.hypervisor
                .pageTables()
                .update(2, backend.memory().entryAddress(mappingAddress(backend, 0)), PageTableEntry.writable(own));
        assertThat(grants.unmap(backend, handle)).isEqualTo(GrantStatus.OKAY);
        assertThat(frameOf(backend, 5)).isEqualTo(own);
        assertThat(frames.references(own)).isEqualTo(3);
        assertThat(frames.references(frameOf(granter, 4))).isEqualTo(2);
        assertThat(grants.uses(1, REF)).isZero();
    }

    @Test
    void givesManyHandlesAndUsesThemAgain() {
        Domain roomy = machine.hypervisor.createDomain(TestMachine.small(3).withMappingPages(200));
        writer.permit(REF, 3, frameOf(granter, 4), 0);
        int highest = 0;
        for (int round = 0; round < 3; round++) {
            int[] handles = new int[150];
            for (int i = 0; i < handles.length; i++) {
                handles[i] = grants.map(roomy, 1, REF, mappingAddress(roomy, i), true);
                highest = Math.max(highest, handles[i]);
            }
            for (int handle : handles) {
                assertThat(grants.unmap(roomy, handle)).isEqualTo(GrantStatus.OKAY);
            }
        }
        assertThat(highest).isEqualTo(149);
        assertThat(grants.uses(1, REF)).isZero();
    }

    @Test
    void growsATableButNeverShrinksIt() {
        int[] numbers = new int[GrantTables.MAX_PAGES];
        assertThat(grants.setUp(granter, 3, numbers)).isEqualTo(GrantStatus.OKAY);
        assertThat(grants.has(1, 3 * GrantEntryLayout.PER_PAGE - 1)).isTrue();
        assertThat(grants.setUp(granter, 1, numbers)).isEqualTo(GrantStatus.OKAY);
        assertThat(grants.has(1, 3 * GrantEntryLayout.PER_PAGE - 1)).isTrue();
        assertThat(grants.has(1, 3 * GrantEntryLayout.PER_PAGE)).isFalse();
    }

    @Test
    void refusesATableOfAnImpossibleSize() {
        int[] numbers = new int[GrantTables.MAX_PAGES];
        for (int pages : new int[] {0, -1, GrantTables.MAX_PAGES + 1, Integer.MAX_VALUE}) {
            assertThat(grants.setUp(granter, pages, numbers)).isEqualTo(GrantStatus.GENERAL_ERROR);
        }
    }

    @Test
    void saysThereIsNoSpaceWhenNoFrameIsFree() {
        while (machine.free() > 0) {
            frames.allocate(FrameTable.HYPERVISOR);
        }
        int[] numbers = new int[GrantTables.MAX_PAGES];
        assertThat(grants.setUp(backend, 1, numbers)).isEqualTo(GrantStatus.NO_SPACE);
    }

    @Test
    void keepsAGrantedPageFromItsDeadGrantersSuccessor() {
        int shared = frameOf(granter, 4);
        writer.permit(REF, 2, shared, 0);
        int handle = map(0, false);
        machine.hypervisor.destroyDomain(granter);
        assertThat(frames.owner(shared)).isEqualTo(FrameTable.HYPERVISOR);
        Domain successor = machine.domain(1);
        assertThat(frames.owned(1)).isEqualTo(TestMachine.PAGES + 3);
        backend.memory().putInt(mappingAddress(backend, 0), 4711);
        assertThat(grants.unmap(backend, handle)).isEqualTo(GrantStatus.OKAY);
        assertThat(frames.owner(shared)).isEqualTo(FrameTable.FREE);
        machine.hypervisor.destroyDomain(successor);
        machine.hypervisor.destroyDomain(backend);
        assertThat(machine.free()).isEqualTo(512);
    }

    @Test
    void countsNoEndOfAUseAgainstTheSuccessorOfADeadGranter() {
        writer.permit(REF, 2, frameOf(granter, 4), 0);
        int handle = map(0, true);
        machine.hypervisor.destroyDomain(granter);
        Domain successor = machine.domain(1);
        new GrantWriter(machine, successor).permit(REF, 2, frameOf(successor, 0), 0);
        grants.unmap(backend, handle);
        assertThat(grants.uses(1, REF)).isZero();
    }

    @Test
    void keepsAMappedGrantTablePageWhenItsDomainDies() {
        writer.permit(REF, 2, writer.tableFrame(), 0);
        assertThat(map(0, true)).isNotNegative();
        machine.hypervisor.destroyDomain(granter);
        assertThat(frames.owner(writer.tableFrame())).isEqualTo(FrameTable.HYPERVISOR);
        assertThat(backend.memory().getInt(mappingAddress(backend, 0) + REF * GrantEntryLayout.SIZE))
                .isEqualTo(GrantEntryLayout.word(GrantEntryLayout.PERMIT_ACCESS, 2));
        machine.hypervisor.destroyDomain(backend);
        assertThat(machine.free()).isEqualTo(512);
    }

    @Test
    void endsTheMappingsOfADyingMapper() {
        writer.permit(REF, 2, frameOf(granter, 4), 0);
        map(0, false);
        map(1, true);
        machine.hypervisor.destroyDomain(backend);
        assertThat(grants.uses(1, REF)).isZero();
        assertThat(frames.references(frameOf(granter, 4))).isEqualTo(2);
    }

    @Test
    void seesEitherTheUseOrTheRevocationWhenBothRace() throws InterruptedException {
        int rounds = 20_000;
        int frame = frameOf(granter, 4);
        int[] missed = new int[1];
        CyclicBarrier start = new CyclicBarrier(2);
        int[] handle = new int[1];
        Thread mapper = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                meet(start);
                handle[0] = map(0, true);
                meet(start);
                if (handle[0] >= 0) {
                    grants.unmap(backend, handle[0]);
                }
                meet(start);
            }
        });
        mapper.start();
        for (int i = 0; i < rounds; i++) {
            writer.permit(REF, 2, frame, 0);
            meet(start);
            writer.revoke(REF);
            int uses = grants.uses(1, REF);
            meet(start);
            if (handle[0] >= 0 && uses == 0) {
                missed[0]++;
            }
            meet(start);
        }
        mapper.join();
        assertThat(missed[0]).isZero();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.nodev.hypervisor.grant;

import static io.nodev.hypervisor.TestMachine.address;
import static io.nodev.hypervisor.TestMachine.frameOf;
import static io.nodev.hypervisor.TestMachine.mappingAddress;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageExchangeTest {
    private static final int REF = 3;

    private final TestMachine machine = new TestMachine();
    private final GrantTables grants = machine.hypervisor.grants();
    private final FrameTable frames = machine.hypervisor.frames();
    private Domain guest;
    private Domain backend;
    private GrantWriter writer;
    private int offered;
    private int given;

    @BeforeEach
    void offerAPage() {
        guest = machine.domain(1);
        backend = machine.domain(2);
        writer = new GrantWriter(machine, guest);
        offered = frameOf(guest, 0);
        given = frameOf(backend, 0);
        guest.memory().putInt(address(guest, 0) + 64, 0x0DD);
        setEntry(guest, 0, 0);
        writer.offer(REF, 2, offered);
    }

    private void setEntry(Domain domain, int page, int entry) {
        boolean done = machine.hypervisor
                .pageTables()
                .update(domain.id(), domain.memory().entryAddress(address(domain, page)), entry);
        assertThat(done).isTrue();
    }

    private int exchange() {
        return grants.exchange(backend, 1, REF, address(backend, 0));
    }

    private void assertNothingChanged() {
        assertThat(frames.owner(offered)).isEqualTo(1);
        assertThat(frames.owner(given)).isEqualTo(2);
        assertThat(frames.owned(FrameTable.HYPERVISOR)).isZero();
        assertThat(frameOf(backend, 0)).isEqualTo(given);
    }

    @Test
    void movesOneFrameEachWay() {
        backend.memory().putInt(address(backend, 0), 0xF00D);
        assertThat(exchange()).isEqualTo(GrantStatus.OKAY);
        assertThat(frames.owner(given)).isEqualTo(1);
        assertThat(frames.owner(offered)).isEqualTo(2);
        assertThat(frameOf(backend, 0)).isEqualTo(offered);
        assertThat(frames.owned(1)).isEqualTo(TestMachine.PAGES + 4);
        assertThat(frames.owned(2)).isEqualTo(TestMachine.PAGES + 3);
        setEntry(guest, 0, PageTableEntry.writable(given));
        assertThat(guest.memory().getInt(address(guest, 0))).isEqualTo(0xF00D);
    }

    @Test
    void tellsTheOffererWhichFrameItGot() {
        exchange();
        assertThat(writer.frame(REF)).isEqualTo(given);
        assertThat(writer.flags(REF)).isEqualTo(GrantEntryLayout.OFFER_EXCHANGE | GrantEntryLayout.EXCHANGED);
    }

    @Test
    void givesTheTakerAZeroedPage() {
        exchange();
        assertThat(backend.memory().getInt(address(backend, 0) + 64)).isZero();
    }

    @Test
    void takesAnOfferOnlyOnce() {
        exchange();
        assertThat(exchange()).isEqualTo(GrantStatus.BAD_GRANT);
        assertThat(frames.owner(given)).isEqualTo(1);
    }

    @Test
    void refusesAnOfferToAnotherDomain() {
        writer.offer(REF, 3, offered);
        assertThat(exchange()).isEqualTo(GrantStatus.BAD_GRANT);
        assertNothingChanged();
    }

    @Test
    void refusesAGrantOfAccessAsAnOffer() {
        writer.permit(REF, 2, offered, 0);
        assertThat(exchange()).isEqualTo(GrantStatus.BAD_GRANT);
        assertNothingChanged();
    }

    @Test
    void refusesAnOfferedPageThatIsStillMapped() {
        setEntry(guest, 0, PageTableEntry.readOnly(offered));
        assertThat(exchange()).isEqualTo(GrantStatus.BAD_PAGE);
        assertNothingChanged();
    }

    @Test
    void refusesAnOfferedPageThatIsNotTheOfferers() {
        for (int frame : new int[] {frameOf(backend, 1), frameOf(backend, 0), -1, 1 << 20, 500, writer.tableFrame()}) {
            writer.offer(REF, 2, frame);
            assertThat(exchange()).isEqualTo(GrantStatus.BAD_PAGE);
        }
        assertNothingChanged();
    }

    @Test
    void refusesToGiveAPageThatIsMappedTwice() {
        machine.hypervisor
                .pageTables()
                .update(2, backend.memory().entryAddress(mappingAddress(backend, 0)), PageTableEntry.readOnly(given));
        assertThat(exchange()).isEqualTo(GrantStatus.BAD_ADDRESS);
        assertNothingChanged();
    }

    @Test
    void refusesToGiveAPageThatIsInUse() {
        frames.acquire(given, 2);
        assertThat(exchange()).isEqualTo(GrantStatus.BAD_ADDRESS);
        frames.release(given);
        assertNothingChanged();
    }

    @Test
    void refusesToGiveASharedInfoPageOrAnothersPage() {
        assertThat(grants.exchange(backend, 1, REF, backend.layout().sharedInfo()))
                .isEqualTo(GrantStatus.BAD_ADDRESS);
        new GrantWriter(machine, backend).permit(0, 1, frameOf(backend, 1), 0);
        writer.permit(4, 2, frameOf(guest, 4), 0);
        grants.map(backend, 1, 4, mappingAddress(backend, 0), false);
        assertThat(grants.exchange(backend, 1, REF, mappingAddress(backend, 0))).isEqualTo(GrantStatus.BAD_ADDRESS);
        assertNothingChanged();
    }

    @Test
    void refusesToGiveWhatIsNotMappedWritable() {
        for (int at : new int[] {mappingAddress(backend, 0), 0, -4096}) {
            assertThat(grants.exchange(backend, 1, REF, at)).isEqualTo(GrantStatus.BAD_ADDRESS);
        }
        setEntry(backend, 0, PageTableEntry.readOnly(given));
        assertThat(exchange()).isEqualTo(GrantStatus.BAD_ADDRESS);
        assertNothingChanged();
    }

    @Test
    void refusesToExchangeAPageForItself() {
        GrantWriter own = new GrantWriter(machine, backend);
        own.offer(REF, 2, given);
        assertThat(grants.exchange(backend, 2, REF, address(backend, 0))).isEqualTo(GrantStatus.BAD_PAGE);
        assertNothingChanged();
    }

    @Test
    void keepsThePagesOfADeadOffererOutOfReach() {
        machine.hypervisor.destroyDomain(guest);
        assertThat(exchange()).isEqualTo(GrantStatus.BAD_DOMAIN);
        assertThat(frames.owner(given)).isEqualTo(2);
    }

    @Test
    void conservesPagesWhenManyTakeTheOffersOfOneDomain() throws InterruptedException {
        Domain second = machine.domain(3);
        writer.revoke(REF);
        Thread[] takers = {new Thread(() -> takeMany(backend)), new Thread(() -> takeMany(second))};
        for (Thread taker : takers) {
            taker.start();
        }
        int current = offered;
        for (int i = 0; i < 2_000; i++) {
            writer.offer(REF, 2 + i % 2, current);
            awaitExchange();
            current = writer.frame(REF);
            assertThat(frames.owner(current)).isEqualTo(1);
            assertThat(machine.hypervisor.memory().getInt(MachineMemory.address(current) + 8))
                    .isEqualTo(2 + i % 2);
        }
        for (Thread taker : takers) {
            taker.interrupt();
            taker.join();
        }
        assertThat(frames.owned(1)).isEqualTo(TestMachine.PAGES + 4);
        assertThat(frames.owned(2)).isEqualTo(TestMachine.PAGES + 3);
        assertThat(frames.owned(3)).isEqualTo(TestMachine.PAGES + 3);
        assertThat(frames.owned(FrameTable.HYPERVISOR)).isZero();
    }

    private void awaitExchange() {
        long start = System.nanoTime();
        while ((writer.flags(REF) & GrantEntryLayout.EXCHANGED) == 0) {
            assertThat(System.nanoTime() - start).isLessThan(300_000_000_000L);
            Thread.yield();
        }
    }

    private void takeMany(Domain taker) {
        while (!Thread.currentThread().isInterrupted()) {
            taker.memory().putInt(address(taker, 0) + 8, taker.id());
            if (grants.exchange(taker, 1, REF, address(taker, 0)) != GrantStatus.OKAY) {
                Thread.yield();
            }
        }
    }
}

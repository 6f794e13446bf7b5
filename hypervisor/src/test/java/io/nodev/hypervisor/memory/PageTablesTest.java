package io.nodev.hypervisor.memory;

import static io.nodev.hypervisor.TestMachine.address;
import static io.nodev.hypervisor.TestMachine.frameOf;
import static io.nodev.hypervisor.TestMachine.mappingAddress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import org.junit.jupiter.api.Test;

class PageTablesTest {
    private final TestMachine machine = new TestMachine();
    private final PageTables tables = machine.hypervisor.pageTables();
    private final FrameTable frames = machine.hypervisor.frames();
    private final Domain domain = machine.domain(1);
    private final Domain other = machine.domain(2);

    private boolean update(int virtualAddress, int entry) {
        return tables.update(1, domain.memory().entryAddress(virtualAddress), entry);
    }

    @Test
    void mapsAPageOfTheDomainASecondTime() {
        int frame = frameOf(domain, 3);
        assertThat(update(mappingAddress(domain, 0), PageTableEntry.writable(frame)))
                .isTrue();
        domain.memory().putInt(mappingAddress(domain, 0) + 8, 77);
        assertThat(domain.memory().getInt(address(domain, 3) + 8)).isEqualTo(77);
        assertThat(frames.references(frame)).isEqualTo(3);
    }

    @Test
    void dropsTheReferenceOfAReplacedEntry() {
        int frame = frameOf(domain, 3);
        assertThat(update(address(domain, 3), 0)).isTrue();
        assertThat(frames.references(frame)).isEqualTo(1);
        assertThat(frames.owner(frame)).isEqualTo(1);
        assertThatThrownBy(() -> domain.memory().getInt(address(domain, 3))).isInstanceOf(PageFaultException.class);
    }

    @Test
    void refusesAnotherDomainsFrame() {
        int frame = frameOf(other, 0);
        assertThat(update(mappingAddress(domain, 0), PageTableEntry.readOnly(frame)))
                .isFalse();
        assertThat(frames.references(frame)).isEqualTo(2);
    }

    @Test
    void refusesAFrameOutsideTheMachine() {
        assertThat(update(mappingAddress(domain, 0), PageTableEntry.writable(0xFFFFF)))
                .isFalse();
    }

    @Test
    void refusesBitsThatAnEntryDoesNotHave() {
        int entry = PageTableEntry.writable(frameOf(domain, 0));
        for (int bit = 2; bit < 12; bit++) {
            assertThat(update(mappingAddress(domain, 0), entry | 1 << bit)).isFalse();
        }
    }

    @Test
    void refusesToMapAPageTableWritable() {
        int tableFrame = MachineMemory.frame(domain.memory().entryAddress(address(domain, 0)));
        assertThat(update(mappingAddress(domain, 0), PageTableEntry.writable(tableFrame)))
                .isFalse();
        assertThat(update(mappingAddress(domain, 0), PageTableEntry.readOnly(tableFrame)))
                .isTrue();
        assertThatThrownBy(() -> domain.memory().putInt(mappingAddress(domain, 0), 7))
                .isInstanceOf(PageFaultException.class);
    }

    @Test
    void refusesAnEntryThatIsInNoTableOfTheDomain() {
        int entry = PageTableEntry.writable(frameOf(domain, 0));
        int ofAnother = other.memory().entryAddress(mappingAddress(other, 0));
        int ordinaryPage = MachineMemory.address(frameOf(domain, 1));
        for (int address : new int[] {ofAnother, ordinaryPage, -4, Integer.MIN_VALUE, 0x7FFF_FFFC}) {
            assertThat(tables.update(1, address, entry)).isFalse();
        }
    }

    @Test
    void refusesAnEntryAddressThatIsNotAligned() {
        int entryAddress = domain.memory().entryAddress(mappingAddress(domain, 0));
        assertThat(tables.update(1, entryAddress + 1, 0)).isFalse();
        assertThat(tables.update(1, entryAddress + 2, 0)).isFalse();
    }

    @Test
    void mapsAForeignFrameOnlyWhereNothingIsMapped() {
        int entry = PageTableEntry.writable(frameOf(other, 0));
        int used = domain.memory().entryAddress(address(domain, 0));
        assertThat(tables.mapForeign(1, used, entry, 2)).isFalse();
        int unused = domain.memory().entryAddress(mappingAddress(domain, 0));
        assertThat(tables.mapForeign(1, unused, entry, 2)).isTrue();
        assertThat(frames.references(frameOf(other, 0))).isEqualTo(3);
    }

    @Test
    void unmapsOnlyTheEntryThatIsExpected() {
        int entryAddress = domain.memory().entryAddress(address(domain, 0));
        int entry = domain.memory().entry(address(domain, 0));
        assertThat(tables.unmap(entryAddress, entry ^ PageTableEntry.WRITABLE)).isFalse();
        assertThat(tables.unmap(entryAddress, entry)).isTrue();
        assertThat(frames.references(PageTableEntry.frame(entry))).isEqualTo(1);
    }

    @Test
    void countsNoReferenceTwiceWhenTwoThreadsReplaceOneEntry() throws InterruptedException {
        int first = frameOf(domain, 0);
        int second = frameOf(domain, 1);
        Thread[] threads = new Thread[2];
        for (int i = 0; i < 2; i++) {
            int mine = i == 0 ? first : second;
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 20_000; n++) {
                    update(mappingAddress(domain, 0), PageTableEntry.writable(mine));
                    update(mappingAddress(domain, 0), 0);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(frames.references(first)).isEqualTo(2);
        assertThat(frames.references(second)).isEqualTo(2);
    }
}

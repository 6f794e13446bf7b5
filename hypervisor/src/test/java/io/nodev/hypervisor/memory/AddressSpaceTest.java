package io.nodev.hypervisor.memory;

import static io.nodev.hypervisor.TestMachine.address;
import static io.nodev.hypervisor.TestMachine.mappingAddress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AddressSpaceTest {
    private final TestMachine machine = new TestMachine();
    private final Domain domain = machine.domain(1);
    private final AddressSpace space = domain.memory();

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7 + 1);
        }
        return bytes;
    }

    private void makeReadOnly(int page) {
        int virtualAddress = address(domain, page);
        machine.hypervisor
                .pageTables()
                .update(1, space.entryAddress(virtualAddress), space.entry(virtualAddress) & ~PageTableEntry.WRITABLE);
    }

    private void unmap(int page) {
        machine.hypervisor.pageTables().update(1, space.entryAddress(address(domain, page)), 0);
    }

    @Test
    void readsBackWhatItWroteInEveryWidth() {
        int at = address(domain, 0);
        space.putByte(at, (byte) 0x12);
        space.putShort(at + 2, (short) 0x3456);
        space.putInt(at + 4, 0x789ABCDE);
        space.putIntRelease(at + 8, 42);
        assertThat(space.getByte(at)).isEqualTo((byte) 0x12);
        assertThat(space.getShort(at + 2)).isEqualTo((short) 0x3456);
        assertThat(space.getInt(at + 4)).isEqualTo(0x789ABCDE);
        assertThat(space.getIntAcquire(at + 8)).isEqualTo(42);
    }

    @Test
    void isLittleEndian() {
        space.putInt(address(domain, 0), 0x01020304);
        assertThat(space.getByte(address(domain, 0))).isEqualTo((byte) 4);
    }

    @Test
    void changesBitsAndTellsWhatWasThere() {
        int at = address(domain, 0);
        assertThat(space.getAndSetBits(at, 6)).isZero();
        assertThat(space.getAndClearBits(at, 2)).isEqualTo(6);
        assertThat(space.getAndPut(at, 9)).isEqualTo(4);
        assertThat(space.getInt(at)).isEqualTo(9);
    }

    @Test
    void copiesAcrossPages() {
        byte[] written = pattern(3 * 4096);
        space.write(address(domain, 0) + 100, written, 0, written.length);
        byte[] read = new byte[written.length];
        space.read(address(domain, 0) + 100, read, 0, read.length);
        assertThat(read).isEqualTo(written);
        assertThat(space.getByte(address(domain, 1))).isEqualTo(written[4096 - 100]);
    }

    @Test
    void copiesAHypercallArgumentAcrossPages() {
        byte[] written = pattern(40);
        assertThat(space.copyToGuest(address(domain, 1) - 20, written, 40)).isTrue();
        byte[] read = new byte[40];
        assertThat(space.copyFromGuest(address(domain, 1) - 20, read, 40)).isTrue();
        assertThat(read).isEqualTo(written);
    }

    @Test
    void answersAnArgumentWhoseSecondPageIsMissingWithFalse() {
        unmap(1);
        assertThat(space.copyFromGuest(address(domain, 1) - 20, new byte[40], 40))
                .isFalse();
        assertThat(space.copyToGuest(address(domain, 1) - 20, new byte[40], 40)).isFalse();
    }

    @Test
    void writesNoAnswerToAReadOnlyPage() {
        makeReadOnly(0);
        assertThat(space.copyFromGuest(address(domain, 0), new byte[4], 4)).isTrue();
        assertThat(space.copyToGuest(address(domain, 0), new byte[4], 4)).isFalse();
    }

    @Test
    void faultsWhereNothingIsMapped() {
        for (int at : new int[] {0, 4, mappingAddress(domain, 0), 0x7FFF_FFFC, 0x8000_0000, -4}) {
            assertThatThrownBy(() -> space.getInt(at))
                    .isInstanceOf(PageFaultException.class)
                    .hasMessageStartingWith("page fault on read in domain 1:");
            assertThat(space.translate(at)).isEqualTo(AddressSpace.FAULT);
        }
    }

    @Test
    void faultsOnAWriteToAReadOnlyPage() {
        makeReadOnly(0);
        assertThat(space.getInt(address(domain, 0))).isZero();
        assertThatThrownBy(() -> space.putInt(address(domain, 0), 1))
                .isInstanceOf(PageFaultException.class)
                .hasMessageStartingWith("page fault on write");
        assertThat(space.translateWritable(address(domain, 0))).isEqualTo(AddressSpace.FAULT);
    }

    @Test
    void doesNotWrapAroundTheTopOfTheAddressSpace() {
        byte[] bytes = new byte[64];
        assertThat(space.copyFromGuest(-32, bytes, 64)).isFalse();
        assertThat(space.copyToGuest(-32, bytes, 64)).isFalse();
        assertThatThrownBy(() -> space.read(-32, bytes, 0, 64)).isInstanceOf(PageFaultException.class);
        assertThat(space.entryAddress(-1)).isEqualTo(AddressSpace.FAULT);
        assertThat(space.entry(-1)).isZero();
    }

    @Test
    void refusesAccessesThatAreNotAligned() {
        int at = address(domain, 0) + 1;
        assertThatThrownBy(() -> space.getInt(at)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space.putShort(at, (short) 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("virtualAddress=0x");
    }

    @Test
    void copiesWithinAPageOnly() {
        space.write(address(domain, 0), pattern(16), 0, 16);
        space.copy(address(domain, 0), address(domain, 2) + 4080, 16);
        byte[] read = new byte[16];
        space.read(address(domain, 2) + 4080, read, 0, 16);
        assertThat(read).isEqualTo(pattern(16));
        assertThatThrownBy(() -> space.copy(address(domain, 0), address(domain, 2) + 4081, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("length=16");
    }

    @Test
    void zeroesPartOfAPage() {
        byte[] ones = new byte[32];
        Arrays.fill(ones, (byte) 1);
        space.write(address(domain, 0), ones, 0, 32);
        space.zero(address(domain, 0) + 8, 8);
        byte[] read = new byte[32];
        space.read(address(domain, 0), read, 0, 32);
        Arrays.fill(ones, 8, 16, (byte) 0);
        assertThat(read).isEqualTo(ones);
        assertThatThrownBy(() -> space.zero(address(domain, 1) - 4, 8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seesThePageThatAnEntryNamesNow() {
        space.putInt(address(domain, 0), 1);
        space.putInt(address(domain, 1), 2);
        int second = space.entry(address(domain, 1));
        machine.hypervisor.pageTables().update(1, space.entryAddress(address(domain, 0)), second);
        assertThat(space.getInt(address(domain, 0))).isEqualTo(2);
    }

    @Test
    void hasNothingAnyMoreOnceItIsRevoked() {
        space.revoke();
        assertThatThrownBy(() -> space.getInt(address(domain, 0))).isInstanceOf(PageFaultException.class);
        assertThat(space.copyFromGuest(address(domain, 0), new byte[4], 4)).isFalse();
        assertThat(space.entryAddress(address(domain, 0))).isEqualTo(AddressSpace.FAULT);
        assertThat(space.pages()).isZero();
    }
}

package io.nodev.legacy.vbd;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOMEM;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.EPERM;
import static io.nodev.legacy.vbd.BlockLab.A;
import static io.nodev.legacy.vbd.BlockLab.B;
import static io.nodev.legacy.vbd.BlockLab.HDA;
import static io.nodev.legacy.vbd.BlockLab.HDC;
import static io.nodev.legacy.vbd.BlockLab.VBD;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.DiskType;
import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdMode;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockIoOpTest {
    private static final int CREATE = 3;
    private static final int GROW = 4;
    private static final int SHRINK = 5;
    private static final int SET_EXTENTS = 6;
    private static final int DELETE = 7;
    private static final int PROBE = 8;
    private static final int INFO = 9;
    private static final int UNMAPPED = 0;

    private final BlockLab lab = new BlockLab();
    private final RawBlockGuest zero = lab.guest(0);
    private final RawBlockGuest a = lab.guest(A);

    private int create(long domain, int device, int mode) {
        zero.memory.putByte(zero.argument + 14, (byte) mode);
        return zero.op(CREATE, domain, device);
    }

    private int grow(long domain, int device, int disk, long start, long sectors) {
        putExtent(zero.argument + 16, disk, start, sectors);
        return zero.op(GROW, domain, device);
    }

    private void putExtent(int at, int disk, long start, long sectors) {
        zero.memory.putShort(at, (short) disk);
        zero.putLong(at + 4, start);
        zero.putLong(at + 12, sectors);
    }

    private int setExtents(long domain, int device, int count, int list) {
        zero.memory.putShort(zero.argument + 14, (short) count);
        zero.memory.putInt(zero.argument + 16, list);
        return zero.op(SET_EXTENTS, domain, device);
    }

    private int probe(RawBlockGuest guest, long domain, int most, int array) {
        guest.putLong(guest.argument + 4, domain);
        guest.memory.putInt(guest.argument + 12, most);
        guest.memory.putInt(guest.argument + 16, array);
        guest.memory.putInt(guest.argument + 20, -1);
        return guest.op(PROBE);
    }

    private int count(RawBlockGuest guest) {
        return guest.memory.getInt(guest.argument + 20);
    }

    private record Record(int device, int info, long capacity, long domain) {}

    private List<Record> records(RawBlockGuest guest, long domain) {
        int array = guest.page();
        assertThat(probe(guest, domain, 100, array)).isZero();
        List<Record> records = new ArrayList<>();
        for (int at = array; at < array + count(guest) * 20; at += 20) {
            records.add(new Record(
                    guest.memory.getShort(at) & 0xFFFF,
                    guest.memory.getShort(at + 2) & 0xFFFF,
                    guest.getLong(at + 4),
                    guest.getLong(at + 12)));
        }
        return records;
    }

    @Test
    void looksAtTheAddressFirst() {
        assertThat(a.kernel.gate().call(HypercallNumber.BLOCK_IO_OP, UNMAPPED)).isEqualTo(-EFAULT);
        assertThat(a.kernel.gate().call(HypercallNumber.BLOCK_IO_OP, -8)).isEqualTo(-EFAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 99, -1, Integer.MIN_VALUE})
    void knowsNoOtherCommand(int command) {
        assertThat(a.op(command)).isEqualTo(-ENOSYS);
        assertThat(zero.op(command)).isEqualTo(-ENOSYS);
    }

    @Test
    void signalsAndResetsWithoutPrivilege() {
        assertThat(a.op(0)).isZero();
        assertThat(a.op(1)).isZero();
    }

    @Test
    void doesNotResetWhileSomethingIsUnanswered() {
        lab.give();
        lab.hda.hold();
        a.put(1, RawBlockGuest.READ, 0, a.segment(a.page(), 1));
        a.signal();
        assertThat(a.op(1)).isEqualTo(-EINVAL);
        lab.hda.finish();
        lab.run();
        assertThat(a.op(1)).isZero();
        a.forget();
        assertThat(a.status(RawBlockGuest.READ, 0, a.segment(a.page(), 1))).isZero();
    }

    @Test
    void tellsWhereTheRingIs() {
        assertThat(a.op(2)).isZero();
        int frame = a.memory.getInt(a.argument + 4);
        assertThat(frame).isEqualTo(lab.disks.find(A).ringPage());
        assertThat(lab.hypervisor.frames().owner(frame)).isEqualTo(A);
        assertThat(lab.hypervisor.frames().detachUnmapped(frame, A)).isFalse();
    }

    @Test
    void needsRoomForAnAnswer() {
        int page = a.page();
        a.memory.putInt(page, 2);
        int readOnly = a.memory.entry(page) & ~io.nodev.hypervisor.memory.PageTableEntry.WRITABLE;
        a.kernel.gate().call(HypercallNumber.UPDATE_VA_MAPPING, page, readOnly, 0);
        assertThat(a.kernel.gate().call(HypercallNumber.BLOCK_IO_OP, page)).isEqualTo(-EFAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {CREATE, GROW, SHRINK, SET_EXTENTS, DELETE})
    void changesNeedPrivilege(int command) {
        lab.give();
        a.takeUpdates();
        assertThat(a.op(command, A, VBD)).isEqualTo(-EPERM);
        assertThat(lab.vbd(A, VBD).sectors()).isEqualTo(1000);
        assertThat(a.takeUpdates()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 32_767, 32_768, 1L << 32 | A, -1, Long.MIN_VALUE})
    void changesNeedALivingDomain(long domain) {
        for (int command : new int[] {CREATE, GROW, SHRINK, SET_EXTENTS, DELETE}) {
            assertThat(zero.op(command, domain, VBD)).as("command %d", command).isEqualTo(-EINVAL);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {GROW, SHRINK, SET_EXTENTS, DELETE, INFO})
    void mostNeedAVbd(int command) {
        assertThat(zero.op(command, A, VBD)).isEqualTo(-EINVAL);
    }

    @Test
    void createsAVbdWithoutExtentsOnce() {
        assertThat(create(A, VBD, 3)).isZero();
        assertThat(a.takeUpdates()).isOne();
        assertThat(create(A, VBD, 1)).isEqualTo(-EINVAL);
        assertThat(a.takeUpdates()).isZero();
        assertThat(lab.vbd(A, VBD).mode()).isEqualTo(3);
        assertThat(records(a, 0)).containsExactly(new Record(VBD, 0xA0, 0, A));
    }

    @Test
    void growsAndShrinks() {
        create(A, VBD, 3);
        assertThat(grow(A, VBD, HDA, 10, 100)).isZero();
        assertThat(grow(A, VBD, HDC, 1000, 7)).isZero();
        assertThat(records(a, 0)).containsExactly(new Record(VBD, 0xA0, 107, A));
        assertThat(zero.op(SHRINK, A, VBD)).isZero();
        assertThat(lab.vbd(A, VBD).sectors()).isEqualTo(100);
        assertThat(zero.op(SHRINK, A, VBD)).isZero();
        assertThat(zero.op(SHRINK, A, VBD)).isEqualTo(-EINVAL);
        assertThat(lab.vbd(A, VBD).sectors()).isZero();
    }

    @Test
    void growsNoFurtherThanAListCouldBeLong() {
        create(A, VBD, 3);
        lab.vbd(A, VBD).setExtents(VbdExtents.empty(VbdChanges.MAX_EXTENTS).sealed());
        assertThat(grow(A, VBD, HDA, 10, 100)).isEqualTo(-ENOMEM);
    }

    @Test
    void replacesTheWholeListOrNothing() {
        create(A, VBD, 3);
        grow(A, VBD, HDA, 10, 100);
        a.takeUpdates();
        int list = zero.page();
        putExtent(list, HDC, 1, 2);
        putExtent(list + 20, HDA, 3, 4);
        int last = zero.kernel.gate().layout().memoryBase()
                + zero.kernel.gate().layout().memoryPages() * 4096
                - 20;
        assertThat(setExtents(A, VBD, 2, UNMAPPED)).isEqualTo(-EFAULT);
        assertThat(setExtents(A, VBD, 2, last)).isEqualTo(-EFAULT);
        assertThat(lab.vbd(A, VBD).sectors()).isEqualTo(100);
        assertThat(a.takeUpdates()).isZero();

        assertThat(setExtents(A, VBD, 2, list)).isZero();
        assertThat(lab.vbd(A, VBD).sectors()).isEqualTo(6);
        assertThat(lab.vbd(A, VBD).extents().device(0)).isEqualTo(HDC);
        assertThat(a.takeUpdates()).isOne();

        assertThat(setExtents(A, VBD, 0, UNMAPPED)).isZero();
        assertThat(lab.vbd(A, VBD).sectors()).isZero();
        assertThat(a.status(RawBlockGuest.READ, 0, a.segment(a.page(), 1))).isEqualTo(1);
    }

    @Test
    void deletesAVbd() {
        create(A, VBD, 3);
        assertThat(zero.op(DELETE, A, VBD)).isZero();
        assertThat(zero.op(DELETE, A, VBD)).isEqualTo(-EINVAL);
        assertThat(records(a, 0)).isEmpty();
    }

    @Test
    void everySuccessfulChangeRaisesTheInterruptInTheOwner() {
        create(A, VBD, 3);
        assertThat(a.takeUpdates()).isOne();
        grow(A, VBD, HDA, 0, 1);
        assertThat(a.takeUpdates()).isOne();
        zero.op(SHRINK, A, VBD);
        assertThat(a.takeUpdates()).isOne();
        zero.op(DELETE, A, VBD);
        assertThat(a.takeUpdates()).isOne();
        assertThat(zero.takeUpdates()).isZero();
        assertThat(lab.guest(B).takeUpdates()).isZero();
    }

    @Test
    void listsVbdsInOrderWithTheirTypes() {
        create(A, 0x801, 3);
        create(A, 0x300, 1);
        create(A, 0x803, 2);
        assertThat(records(a, 0))
                .containsExactly(
                        new Record(0x300, 0xE0, 0, A), new Record(0x801, 0xA0, 0, A), new Record(0x803, 0xA0, 0, A));
        assertThat(records(a, A)).hasSize(3);
    }

    @Test
    void domain0HasTheRealDisksFromTheStart() {
        assertThat(records(zero, 0)).containsExactly(new Record(HDA, 0x20, 4096, 0), new Record(HDC, 0x20, 512, 0));
    }

    @Test
    void aRealCdromReadsAsReadOnlyThoughItsModeIsNot() {
        Hypervisor other = new Hypervisor(MemoryRegion.ofFrames(64), new ManualClock(0));
        LegacyDisks disks = new LegacyDisks(other, List.of(new TestDisk("hdc", HDC, 8, DiskType.CDROM)), false);
        disks.create(other.createDomain(DomainConfig.ordinary(0, "zero", 8)));
        Vbd cdrom = disks.find(0).vbds().find(HDC);
        assertThat(cdrom.info()).isEqualTo(0x45);
        assertThat(cdrom.mode()).isEqualTo(3);
    }

    @Test
    void listsEveryonesInOrderOfDomains() {
        create(B, 0x301, 1);
        create(A, 0x801, 1);
        assertThat(records(zero, -1)).extracting(Record::domain).containsExactly(0L, 0L, 1L, 2L);
        assertThat(records(zero, B)).extracting(Record::device).containsExactly(0x301);
    }

    @Test
    void tellsOthersOnlyToThePrivileged() {
        int array = a.page();
        assertThat(probe(a, B, 10, array)).isEqualTo(-EPERM);
        assertThat(probe(a, -1, 10, array)).isEqualTo(-EPERM);
        assertThat(probe(a, 99, 10, array)).isEqualTo(-EPERM);
        assertThat(probe(zero, 99, 10, zero.page())).isEqualTo(-EINVAL);
        assertThat(a.op(INFO, B, VBD)).isEqualTo(-EPERM);
    }

    @Test
    void refusesAnArrayThatIsTooShortOrNotThere() {
        create(A, 0x801, 3);
        create(A, 0x300, 3);
        assertThat(probe(a, 0, 1, a.page())).isEqualTo(-ENOMEM);
        assertThat(count(a)).isEqualTo(-1);
        assertThat(probe(a, 0, 2, UNMAPPED)).isEqualTo(-EFAULT);
        assertThat(probe(a, 0, -1, a.page())).isZero();
        assertThat(count(a)).isEqualTo(2);
    }

    @Test
    void tellsModeAndAsManyExtentsAsFit() {
        lab.give(VbdMode.WRITE_ONLY, new long[] {HDA, 5, 6}, new long[] {HDC, 7, 8});
        int array = a.page();
        a.memory.putShort(a.argument + 14, (short) 1);
        a.memory.putInt(a.argument + 16, array);
        assertThat(a.op(INFO, A, VBD)).isZero();
        assertThat(a.memory.getShort(a.argument + 20)).isEqualTo((short) 1);
        assertThat(a.memory.getShort(a.argument + 22)).isEqualTo((short) 2);
        assertThat(a.memory.getShort(array)).isEqualTo((short) HDA);
        assertThat(a.getLong(array + 4)).isEqualTo(5);
        assertThat(a.getLong(array + 12)).isEqualTo(6);
        assertThat(a.memory.getInt(array + 20)).isZero();

        a.memory.putInt(a.argument + 16, UNMAPPED);
        assertThat(a.op(INFO, A, VBD)).isEqualTo(-EFAULT);
    }

    @Test
    void asksNothingOfAnExtent() {
        create(A, VBD, 3);
        assertThat(grow(A, VBD, 0x9999, -4, -1)).isZero();
        assertThat(grow(A, VBD, HDA, 1L << 62, 9)).isZero();
        assertThat(lab.vbd(A, VBD).sectors()).isEqualTo(8);
        assertThat(lab.changes.grow(A, VBD, new Extent(HDA, 0, 1))).isZero();
    }
}

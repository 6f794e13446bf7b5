package io.nodev.devdomain.blkback;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.SharedRing;
import io.nodev.devdomain.TestDomains;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.devdomain.layout.BlkifBackendLayout;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.hypervisor.event.InterdomainEnds;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.tck.disk.DiskHold;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlkbackTest {
    private static final int HDA = 0x300;
    private static final int HDB = 0x340;
    private static final int SDA = 0x800;
    private static final int GUEST = 1;

    private final TestDomains domains = new TestDomains();
    private final GuestKernel kernel = domains.add(0);
    private final GuestKernel guest = domains.add(GUEST);
    private final GrantReferences grants = new GrantReferences(guest, 1);
    private final int ringPage = guest.pages().take();
    private final int dataPage = guest.pages().take();
    private final int ringReference = permitted(ringPage, false);
    private final int dataReference = permitted(dataPage, false);
    private final SharedRing ring = BlkRingLayout.ring(guest.memory(), ringPage);
    private final Disk disk = MemoryDisk.of("hda", HDA, 1000);
    private final Blkback blkback = new Blkback(kernel);
    private final BlkbackDriver driver = new BlkbackDriver(blkback);
    private int produced;
    private int consumed;

    private int permitted(int page, boolean readOnly) {
        int reference = grants.take();
        grants.permit(reference, 0, PageTableEntry.frame(guest.memory().entry(page)), readOnly);
        return reference;
    }

    private int ask(int subtype, int length, int statusAt) {
        return ask(new ControlMessage(ControlType.BLKIF_BE, subtype, length), statusAt);
    }

    private int ask(ControlMessage message, int statusAt) {
        message.putShort(BlkifBackendLayout.DOMAIN, GUEST);
        driver.handle(message);
        return message.getInt(statusAt);
    }

    private int vbd(int subtype, int device) {
        ControlMessage message = new ControlMessage(ControlType.BLKIF_BE, subtype, BlkifBackendLayout.VBD_SIZE)
                .putShort(BlkifBackendLayout.VBD_DEVICE, device);
        return ask(message, BlkifBackendLayout.VBD_STATUS);
    }

    private int grow(int device, int onDisk, int start, int sectors) {
        ControlMessage message = new ControlMessage(
                        ControlType.BLKIF_BE, BlkifBackendLayout.VBD_GROW, BlkifBackendLayout.VBD_GROW_SIZE)
                .putInt(BlkifBackendLayout.GROW_START, start)
                .putInt(BlkifBackendLayout.GROW_SECTORS, sectors)
                .putShort(BlkifBackendLayout.GROW_DISK, onDisk)
                .putShort(BlkifBackendLayout.GROW_DEVICE, device);
        return ask(message, BlkifBackendLayout.GROW_STATUS);
    }

    private int create() {
        return ask(BlkifBackendLayout.CREATE, BlkifBackendLayout.CREATE_SIZE, BlkifBackendLayout.CREATE_STATUS);
    }

    private int destroy() {
        return ask(BlkifBackendLayout.DESTROY, BlkifBackendLayout.DESTROY_SIZE, BlkifBackendLayout.DESTROY_STATUS);
    }

    private int connect(int reference) {
        InterdomainEnds ends = new InterdomainEnds(0, GUEST);
        domains.hypervisor().events().bindInterdomain(domains.domain(0), ends);
        ControlMessage message = new ControlMessage(
                        ControlType.BLKIF_BE, BlkifBackendLayout.CONNECT, BlkifBackendLayout.CONNECT_SIZE)
                .putInt(BlkifBackendLayout.CONNECT_RING, reference)
                .putInt(BlkifBackendLayout.CONNECT_PORT, ends.firstPort());
        return ask(message, BlkifBackendLayout.CONNECT_STATUS);
    }

    /** An interface with a VBD of extents of so many sectors, one hundred apart. */
    private void connected(int... extents) {
        connected(disk, extents);
    }

    private void connected(Disk hda, int... extents) {
        blkback.addDisk(hda, () -> {});
        create();
        vbd(BlkifBackendLayout.VBD_CREATE, SDA);
        for (int i = 0; i < extents.length; i++) {
            assertThat(grow(SDA, HDA, i * 50, extents[i])).isZero();
        }
        assertThat(connect(ringReference)).isZero();
    }

    private int put(int operation, int device, long sector, int... segments) {
        int slot = ring.slot(produced);
        guest.memory().putByte(slot + BlkRingLayout.REQUEST_OPERATION, (byte) operation);
        guest.memory().putByte(slot + BlkRingLayout.REQUEST_SEGMENTS, (byte) segments.length);
        guest.memory().putShort(slot + BlkRingLayout.REQUEST_DEVICE, (short) device);
        guest.memory().putInt(slot + BlkRingLayout.REQUEST_ID, 1000 + produced);
        guest.memory().putInt(slot + BlkRingLayout.REQUEST_SECTOR, (int) sector);
        guest.memory().putInt(slot + BlkRingLayout.REQUEST_SECTOR + 4, (int) (sector >>> 32));
        for (int i = 0; i < Math.min(segments.length, 11); i++) {
            guest.memory().putInt(slot + BlkRingLayout.REQUEST_FIRST_SEGMENT + i * 4, segments[i]);
        }
        produced++;
        guest.memory().putIntRelease(ringPage, produced);
        return 999 + produced;
    }

    /** Serves; returns the status of the one answer, which is to the request of that number. */
    private int answer(int id) {
        blkback.run(64);
        assertThat(guest.memory().getIntAcquire(ringPage + 4)).isEqualTo(consumed + 1);
        int slot = ring.slot(consumed++);
        assertThat(guest.memory().getInt(slot)).isEqualTo(id);
        return BlkRingLayout.status(guest.memory(), slot);
    }

    private int segment(int first, int last) {
        return BlkRingLayout.segment(dataReference, first, last);
    }

    private int[] whole(int count) {
        int[] segments = new int[count];
        java.util.Arrays.fill(segments, segment(0, 7));
        return segments;
    }

    @Test
    void interfacesAndVbdsAreMadeAndRemovedWithTheCodesOf2004() {
        blkback.addDisk(disk, () -> {});
        assertThat(vbd(BlkifBackendLayout.VBD_CREATE, SDA)).isEqualTo(3);
        assertThat(destroy()).isEqualTo(3);
        assertThat(connect(ringReference)).isEqualTo(3);
        assertThat(create()).isZero();
        assertThat(create()).isEqualTo(2);
        assertThat(vbd(BlkifBackendLayout.VBD_CREATE, SDA)).isZero();
        assertThat(vbd(BlkifBackendLayout.VBD_CREATE, SDA)).isEqualTo(5);
        assertThat(grow(HDB, HDA, 0, 8)).isEqualTo(6);
        assertThat(vbd(BlkifBackendLayout.VBD_DESTROY, HDB)).isEqualTo(6);
        assertThat(vbd(BlkifBackendLayout.VBD_SHRINK, HDB)).isEqualTo(6);
        assertThat(vbd(BlkifBackendLayout.VBD_SHRINK, SDA)).isEqualTo(8);
        assertThat(grow(SDA, HDB, 0, 8)).isEqualTo(8);
        assertThat(grow(SDA, HDA, 100, 8)).isZero();
        assertThat(vbd(BlkifBackendLayout.VBD_SHRINK, SDA)).isZero();
        assertThat(vbd(BlkifBackendLayout.VBD_DESTROY, SDA)).isZero();
        assertThat(connect(500)).isEqualTo(9);
        assertThat(connect(ringReference)).isZero();
        assertThat(connect(ringReference)).isEqualTo(4);
        assertThat(destroy()).isEqualTo(4);
    }

    @Test
    void messagesOfAnotherSizeAreNotUnderstood() {
        ControlMessage message = new ControlMessage(ControlType.BLKIF_BE, BlkifBackendLayout.CREATE, 11);
        assertThat(driver.handle(message)).isTrue();
        assertThat(message.length()).isZero();
    }

    @Test
    void requestsThatCannotBeDoneAreRefusedAndTouchNothing() {
        connected(40);
        assertThat(answer(put(9, SDA, 0, segment(0, 7)))).isEqualTo(-1);
        assertThat(answer(put(BlkRingLayout.WRITE, SDA, 0))).isEqualTo(-1);
        assertThat(answer(put(BlkRingLayout.WRITE, SDA, 0, new int[12]))).isEqualTo(-1);
        assertThat(answer(put(BlkRingLayout.WRITE, SDA, 0, segment(1, 0)))).isEqualTo(-1);
        assertThat(answer(put(BlkRingLayout.WRITE, HDB, 0, segment(0, 7)))).isEqualTo(-1);
        assertThat(answer(put(BlkRingLayout.WRITE, SDA, 33, segment(0, 7)))).isEqualTo(-1);
        assertThat(answer(put(BlkRingLayout.WRITE, SDA, -1, segment(0, 7)))).isEqualTo(-1);
        assertThat(answer(put(BlkRingLayout.WRITE, SDA, Long.MAX_VALUE, segment(0, 7), segment(0, 7))))
                .isEqualTo(-1);
        assertThat(answer(put(BlkRingLayout.WRITE, SDA, 0, BlkRingLayout.segment(400, 0, 7))))
                .isEqualTo(-1);
        assertThat(answer(put(BlkRingLayout.FLUSH, SDA, 0, segment(0, 7)))).isEqualTo(-1);
        assertThat(answer(put(BlkRingLayout.PROBE, 0, 0, segment(0, 6)))).isEqualTo(-1);
        assertThat(disk.stats().writes()).isZero();
        assertThat(blkback.inProgress()).isZero();
        assertThat(answer(put(BlkRingLayout.WRITE, SDA, 32, segment(0, 7)))).isZero();
        assertThat(disk.stats().writes()).isEqualTo(1);
    }

    @Test
    void aPageGrantedForReadingCannotBeReadInto() {
        connected(40);
        int reference = permitted(guest.pages().take(), true);
        assertThat(answer(put(BlkRingLayout.READ, SDA, 0, BlkRingLayout.segment(reference, 0, 7))))
                .isEqualTo(-1);
        assertThat(answer(put(BlkRingLayout.WRITE, SDA, 0, BlkRingLayout.segment(reference, 0, 7))))
                .isZero();
    }

    @Test
    void aSegmentMayCrossOneEndOfAnExtentAndARequestHasTwelvePieces() {
        connected(12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12);
        assertThat(answer(put(BlkRingLayout.READ, SDA, 8, segment(0, 7)))).isZero();
        assertThat(answer(put(BlkRingLayout.READ, SDA, 0, whole(8)))).isZero();
        assertThat(answer(put(BlkRingLayout.READ, SDA, 0, whole(11)))).isEqualTo(-1);
        assertThat(blkback.interfaces().get(0).stats().violations(BlockViolation.TOO_MANY_PIECES))
                .isEqualTo(1);
    }

    @Test
    void aSegmentOverTwoEndsIsRefused() {
        connected(40, 2, 40);
        assertThat(answer(put(BlkRingLayout.READ, SDA, 36, segment(0, 7)))).isEqualTo(-1);
    }

    @Test
    void aPageIsMappedOnceAndUntilTheInterfaceIsDisconnected() {
        connected(40);
        answer(put(BlkRingLayout.READ, SDA, 0, whole(5)));
        answer(put(BlkRingLayout.WRITE, SDA, 0, whole(3)));
        assertThat(domains.hypervisor().grants().uses(GUEST, dataReference)).isEqualTo(1);
        assertThat(grants.isInUse(ringReference)).isTrue();
        driver.handle(
                new ControlMessage(ControlType.BLKIF_BE, BlkifBackendLayout.DISCONNECT, BlkifBackendLayout.DESTROY_SIZE)
                        .putShort(BlkifBackendLayout.DOMAIN, GUEST));
        blkback.interfaces().get(0).disconnect();
        assertThat(grants.isInUse(dataReference)).isFalse();
        assertThat(grants.isInUse(ringReference)).isFalse();
    }

    @Test
    void whatADiskHasNoRoomForIsDoneInOrderHoweverMuchIsAskedMeanwhile() {
        DiskHold hold = new DiskHold(3, 1);
        connected(hold.around(disk), 40);
        hold.hold();
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            asked.add(put(BlkRingLayout.READ, SDA, i, segment(0, 0)));
        }
        blkback.run(64);
        List<Integer> answered = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asked.add(put(BlkRingLayout.READ, SDA, i, segment(0, 0)));
            hold.letGo(1);
            blkback.run(64);
            answered.add(guest.memory().getInt(ring.slot(i)));
            assertThat(guest.memory().getIntAcquire(ringPage + 4)).isEqualTo(i + 1);
        }
        assertThat(answered).isEqualTo(asked.subList(0, 20));
    }

    @Test
    void aFlushIsTheLastThatATurnTakes() {
        connected(40);
        put(BlkRingLayout.FLUSH, SDA, 0);
        put(BlkRingLayout.FLUSH, SDA, 0);
        put(BlkRingLayout.READ, SDA, 0, segment(0, 0));
        assertThat(blkback.run(64)).as("whether there is more").isTrue();
        assertThat(disk.stats().flushes()).isEqualTo(1);
        blkback.run(64);
        assertThat(disk.stats().flushes()).isEqualTo(2);
        assertThat(disk.stats().reads()).isZero();
        assertThat(blkback.run(64)).isFalse();
        assertThat(disk.stats().reads()).isEqualTo(1);
    }

    @Test
    void aBackendThatStopsLetsGoOfEveryPage() {
        connected(40);
        answer(put(BlkRingLayout.READ, SDA, 0, whole(1)));
        driver.start(ControlEndpoint.ofDomain(kernel, 1, driver::handle));
        driver.stop();
        assertThat(grants.isInUse(dataReference)).isFalse();
        assertThat(grants.isInUse(ringReference)).isFalse();
    }

    @Test
    void aPageGrantedForReadingCanBeReadIntoOnceItIsGrantedForThat() {
        connected(40);
        int reference = permitted(dataPage, true);
        int whole = BlkRingLayout.segment(reference, 0, 7);
        assertThat(answer(put(BlkRingLayout.WRITE, SDA, 0, whole))).isZero();
        assertThat(answer(put(BlkRingLayout.READ, SDA, 0, whole))).isEqualTo(-1);
        grants.permit(reference, 0, PageTableEntry.frame(guest.memory().entry(dataPage)), false);
        assertThat(answer(put(BlkRingLayout.READ, SDA, 0, whole))).isZero();
    }

    @Test
    void aProbeListsDevicesByAscendingNumber() {
        connected(40);
        vbd(BlkifBackendLayout.VBD_CREATE, 0x803);
        vbd(BlkifBackendLayout.VBD_CREATE, HDA);
        assertThat(answer(put(BlkRingLayout.PROBE, 0, 0, segment(0, 7)))).isEqualTo(3);
        int[] devices = new int[3];
        for (int i = 0; i < 3; i++) {
            devices[i] = guest.memory().getShort(dataPage + i * 12 + BlkRingLayout.RECORD_DEVICE);
        }
        assertThat(devices).containsExactly(HDA, SDA, 0x803);
        assertThat(guest.memory().getInt(dataPage + 12)).isEqualTo(40);
    }

    @Test
    void anImpossibleIndexCostsARingsWorthAndNoMore() {
        connected(40);
        guest.memory().putIntRelease(ringPage, 1_000_000);
        for (int turn = 0; turn < 100; turn++) {
            blkback.run(64);
        }
        assertThat(guest.memory().getIntAcquire(ringPage + 4)).isEqualTo(64);
        assertThat(blkback.interfaces().get(0).stats().violations(BlockViolation.INDEX_OVERRUN))
                .isEqualTo(1);
    }

    @Test
    void randomSlotsNeverHarmTheBackendOrSectorsOutside() {
        connected(40);
        Random random = new Random(17);
        guest.memory().putInt(dataPage, 4711);
        for (int round = 0; round < 2000; round++) {
            int slot = ring.slot(produced);
            for (int at = 0; at < 60; at += 4) {
                guest.memory().putInt(slot + at, random.nextBoolean() ? random.nextInt() : random.nextInt(8));
            }
            guest.memory().putByte(slot, (byte) random.nextInt(5));
            guest.memory().putIntRelease(ringPage, ++produced);
            blkback.run(64);
            assertThat(guest.memory().getIntAcquire(ringPage + 4)).isEqualTo(produced);
        }
        assertThat(blkback.inProgress()).isZero();
        consumed = produced;
        assertThat(grow(SDA, HDA, 40, 960)).isZero();
        for (int sector = 40; sector < 1000; sector += 8) {
            assertThat(answer(put(BlkRingLayout.READ, SDA, sector, segment(0, 7))))
                    .isZero();
            assertThat(guest.memory().getInt(dataPage)).as("sector %d", sector).isZero();
        }
    }
}

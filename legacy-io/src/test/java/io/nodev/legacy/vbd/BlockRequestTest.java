package io.nodev.legacy.vbd;

import static io.nodev.legacy.vbd.BlockLab.A;
import static io.nodev.legacy.vbd.BlockLab.B;
import static io.nodev.legacy.vbd.BlockLab.HDA;
import static io.nodev.legacy.vbd.BlockLab.HDC;
import static io.nodev.legacy.vbd.BlockLab.VBD;
import static io.nodev.legacy.vbd.RawBlockGuest.FLUSH;
import static io.nodev.legacy.vbd.RawBlockGuest.READ;
import static io.nodev.legacy.vbd.RawBlockGuest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.DiskOperation;
import io.nodev.common.machine.VbdMode;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.MachineMemory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of one request. */
class BlockRequestTest {
    private final BlockLab lab = new BlockLab();
    private final RawBlockGuest a = lab.guest(A);

    private int page(int sectors) {
        return a.segment(a.page(), sectors);
    }

    private int[] pages(int count, int sectors) {
        int[] segments = new int[count];
        for (int i = 0; i < count; i++) {
            segments[i] = page(sectors);
        }
        return segments;
    }

    private void expectRejected(ProtocolViolation kind, int status) {
        assertThat(status).isEqualTo(BlockStatus.REJECTED);
        assertThat(lab.hda.asked).isEmpty();
        assertThat(lab.hdc.asked).isEmpty();
        assertThat(lab.disks.find(A).violations(kind)).isOne();
    }

    @Test
    void readsWhereTheExtentLies() {
        lab.give();
        int at = a.page();
        assertThat(a.status(READ, 5, a.segment(at, 8))).isZero();
        for (int sector = 0; sector < 8; sector++) {
            assertThat(a.mark(at + sector * 512)).isEqualTo(1005 + sector);
        }
        assertThat(lab.hda.asked).containsExactly(new TestDisk.Asked(DiskOperation.READ, 1005, 8));
        assertThat(a.takeEvents()).isOne();
    }

    @Test
    void writesWhereTheExtentLies() {
        lab.give();
        int at = a.page();
        a.mark(at + 1024, 4711);
        assertThat(a.status(WRITE, 0, a.segment(at + 1024, 1))).isZero();
        assertThat(lab.hda.mark(1000)).isEqualTo(4711);
        assertThat(lab.hda.mark(999)).isEqualTo(999);
        assertThat(lab.hda.mark(1001)).isEqualTo(1001);
    }

    @Test
    void keepsToTheMode() {
        lab.give(VbdMode.READ_ONLY, new long[] {HDA, 0, 8});
        expectRejected(ProtocolViolation.BAD_SECTORS, a.status(WRITE, 0, page(1)));
        assertThat(a.status(READ, 0, page(1))).isZero();
    }

    @Test
    void aVbdMayBeForWritingOnly() {
        lab.give(VbdMode.WRITE_ONLY, new long[] {HDA, 0, 8});
        expectRejected(ProtocolViolation.BAD_SECTORS, a.status(READ, 0, page(1)));
        assertThat(a.status(WRITE, 0, page(1))).isZero();
    }

    @Test
    void needsAVbd() {
        expectRejected(ProtocolViolation.BAD_SECTORS, a.status(READ, 0, page(1)));
    }

    @Test
    void takesElevenSegments() {
        lab.give();
        assertThat(a.status(READ, 0, pages(11, 8))).isZero();
        assertThat(lab.hda.asked).hasSize(11);
        assertThat(lab.vbd(A, VBD).counters().disk().sectorsRead()).isEqualTo(88);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 255})
    void takesNoOtherNumberOfSegments(int count) {
        lab.give();
        a.putRaw(77, VBD, READ, count, 0, pages(11, 8));
        a.signal();
        expectRejected(ProtocolViolation.BAD_SEGMENTS, a.only(77, READ));
    }

    @Test
    void takesNoEmptySegment() {
        lab.give();
        expectRejected(ProtocolViolation.BAD_SEGMENTS, a.status(READ, 0, page(8), page(0)));
    }

    @Test
    void takesASegmentOfSixteenSectorsAndOneOf511() {
        lab.give();
        int frames = 64;
        int first = a.memory.translate(adjoining(frames)) >>> MachineMemory.PAGE_SHIFT;
        assertThat(a.status(READ, 0, first << 12 | 16)).isZero();
        assertThat(a.status(READ, 0, first << 12 | 511)).isZero();
        assertThat(lab.hda.asked.get(1)).isEqualTo(new TestDisk.Asked(DiskOperation.READ, 1000, 511));
    }

    /** Pages whose frames adjoin; the address of the first. */
    private int adjoining(int count) {
        int first = a.page();
        int last = first;
        for (int left = count - 1; left > 0; left--) {
            int next = a.page();
            if (a.memory.translate(next) == a.memory.translate(last) + 4096) {
                last = next;
            } else {
                first = next;
                last = next;
                left = count;
            }
        }
        return first;
    }

    @Test
    void everyPageOfALongSegmentMustBeTheGuests() {
        lab.give();
        int last = lab.disks.find(A).ringPage();
        assertThat(lab.hypervisor.frames().owner(last + 1)).isNotEqualTo(A);
        for (int sectors : new int[] {9, 128, 136, 256, 384}) {
            assertThat(a.status(WRITE, 0, last << 12 | sectors))
                    .as("%d sectors", sectors)
                    .isEqualTo(1);
        }
        assertThat(a.status(WRITE, 0, last << 12 | 8)).isZero();
    }

    @Test
    void aPageMustBeTheGuests() {
        lab.give();
        int foreign = lab.guest(B).memory.translate(lab.guest(B).page());
        expectRejected(ProtocolViolation.BAD_PAGE, a.status(READ, 0, page(8), foreign | 8));
        assertThat(a.status(WRITE, 0, foreign | 8)).isEqualTo(1);
        assertThat(a.status(READ, 0, 0xFFFF_FE00 | 8)).isEqualTo(1);
        assertThat(a.status(READ, 0, lab.hypervisor.memory().frames() << 12 | 8))
                .isEqualTo(1);
    }

    @Test
    void aPageTableIsNotReadInto() {
        lab.give();
        int table = a.memory.entryAddress(a.kernel.gate().layout().memoryBase()) & ~0xFFF;
        expectRejected(ProtocolViolation.BAD_PAGE, a.status(READ, 0, table | 8));
        assertThat(a.status(WRITE, 0, table | 8)).isZero();
    }

    @Test
    void noPageIsReferencedOnceTheAnswerIsThere() {
        lab.give();
        int at = a.page();
        int frame = a.memory.translate(at) >>> 12;
        int references = lab.hypervisor.frames().references(frame);
        int foreign = lab.guest(B).memory.translate(lab.guest(B).page());
        a.status(READ, 0, a.segment(at, 8));
        a.status(WRITE, 0, a.segment(at, 8), a.segment(at, 8));
        a.status(READ, 0, a.segment(at, 8), foreign | 8);
        a.status(READ, 5000, a.segment(at, 8));
        assertThat(lab.hypervisor.frames().references(frame)).isEqualTo(references);
    }

    @Test
    void readsToTheEndAndNotBeyond() {
        lab.give();
        expectRejected(ProtocolViolation.BAD_SECTORS, a.status(READ, 993, page(8)));
        assertThat(a.status(READ, 992, page(8))).isZero();
    }

    @Test
    void splitsASegmentAtABoundary() {
        lab.give(VbdMode.READ_WRITE, new long[] {HDA, 500, 100}, new long[] {HDC, 0, 100});
        int at = a.page();
        assertThat(a.status(READ, 96, a.segment(at, 8))).isZero();
        assertThat(a.mark(at + 3 * 512)).isEqualTo(599);
        assertThat(a.mark(at + 4 * 512)).isZero();
        assertThat(a.memory.getByte(at + 4 * 512 + 2)).isEqualTo((byte) HDC);
        assertThat(lab.hda.asked).hasSize(1);
        assertThat(lab.hdc.asked).hasSize(1);
    }

    @Test
    void rejectsASegmentOverTwoBoundaries() {
        lab.give(VbdMode.READ_WRITE, new long[] {HDA, 500, 100}, new long[] {HDA, 700, 2}, new long[] {HDA, 800, 100});
        expectRejected(ProtocolViolation.BAD_SECTORS, a.status(READ, 96, page(8)));
    }

    @Test
    void twoSegmentsOverThreeExtentsAreFourPieces() {
        lab.give(VbdMode.READ_WRITE, new long[] {HDA, 100, 4}, new long[] {HDA, 200, 4}, new long[] {HDA, 300, 4});
        assertThat(a.status(READ, 0, page(6), page(6))).isZero();
        assertThat(lab.hda.asked)
                .extracting(TestDisk.Asked::sector, TestDisk.Asked::sectors)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(100L, 4),
                        org.assertj.core.groups.Tuple.tuple(200L, 2),
                        org.assertj.core.groups.Tuple.tuple(202L, 2),
                        org.assertj.core.groups.Tuple.tuple(300L, 4));
    }

    @Test
    void elevenSegmentsOverExtentsOfTwelveAreManyPieces() {
        long[][] extents = new long[8][];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = new long[] {HDA, 100L * i, 12};
        }
        lab.give(VbdMode.READ_WRITE, extents);
        assertThat(a.status(READ, 0, pages(11, 8))).isZero();
        assertThat(lab.hda.asked).hasSize(15);
    }

    @Test
    void everySegmentMayBeTwoPieces() {
        long[][] extents = new long[12][];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = new long[] {HDA, 100L * i, i == 0 ? 4 : 8};
        }
        lab.give(VbdMode.READ_WRITE, extents);
        assertThat(a.status(READ, 0, pages(11, 8))).isZero();
        assertThat(lab.hda.asked).hasSize(Pieces.MAX);
    }

    @Test
    void rejectsWhatIsUnknownWithItsIdHoweverManyWereThereBefore() {
        lab.give();
        for (int i = 0; i < 200; i++) {
            a.put(1000 + i, 9, 0, page(1));
            a.signal();
            assertThat(a.take()).containsExactly(new RawBlockGuest.Response(1000 + i, 9, 1));
        }
        for (int operation : new int[] {2, 4, 5, 255}) {
            assertThat(a.status(operation, 0, page(1))).isEqualTo(1);
        }
    }

    @Test
    void tellsAFailureOfTheDiskApart() {
        lab.give();
        lab.hda.fail(1009);
        assertThat(a.status(READ, 0, page(8), page(8))).isEqualTo(BlockStatus.FAILED);
        assertThat(a.status(READ, 0, page(8))).isZero();
        assertThat(lab.vbd(A, VBD).counters().answeredByStatus())
                .containsEntry(2, 1L)
                .containsEntry(0, 1L);
    }

    @Test
    void anExtentOutsideItsDiskFailsWhenUsed() {
        lab.give(VbdMode.READ_WRITE, new long[] {HDA, 4090, 8}, new long[] {0x9999, 0, 8});
        assertThat(a.status(READ, 0, page(6))).isZero();
        assertThat(a.status(READ, 0, page(7))).isEqualTo(BlockStatus.FAILED);
        assertThat(a.status(READ, 8, page(8))).isEqualTo(BlockStatus.FAILED);
        assertThat(lab.hda.asked).hasSize(1);
    }

    @Test
    void flushesEveryDiskThatTheVbdIsOrWasOn() {
        lab.give(VbdMode.READ_WRITE, new long[] {HDA, 0, 8}, new long[] {HDC, 0, 8}, new long[] {HDA, 8, 8});
        assertThat(a.status(FLUSH, 0)).isZero();
        assertThat(lab.hda.asked).hasSize(1);
        assertThat(lab.hdc.asked).hasSize(1);
        assertThat(lab.vbd(A, VBD).counters().disk().flushes()).isOne();

        lab.changes.shrink(A, VBD);
        lab.changes.shrink(A, VBD);
        assertThat(a.status(FLUSH, 0)).isZero();
        assertThat(lab.hdc.asked).hasSize(2);
    }

    @Test
    void aFlushHasNoSegmentsAndAVbd() {
        lab.give();
        expectRejected(ProtocolViolation.BAD_SEGMENTS, a.status(FLUSH, 0, page(1)));
        a.putRaw(1, 0x999, FLUSH, 0, 0);
        a.signal();
        assertThat(a.only(1, FLUSH)).isEqualTo(1);
    }

    @Test
    void aFlushThatTheDiskCannotDoFails() {
        lab.give();
        lab.hda.failFlushes();
        assertThat(a.status(FLUSH, 0)).isEqualTo(BlockStatus.FAILED);
    }

    @Test
    void thereIsNothingToFlushWhereNothingCanBeWritten() {
        lab.give(VbdMode.READ_ONLY, new long[] {HDA, 0, 8});
        assertThat(a.status(FLUSH, 0)).isZero();
        assertThat(lab.hda.asked).isEmpty();
    }

    @Test
    void answersInTheOrderOfCompletion() {
        lab.give();
        lab.hda.hold();
        for (int id = 0; id < 3; id++) {
            a.put(id, READ, id, page(1));
        }
        a.signal();
        assertThat(a.take()).isEmpty();
        lab.hda.finishInReverse();
        lab.run();
        assertThat(a.take()).extracting(RawBlockGuest.Response::id).containsExactly(2, 1, 0);
    }

    @Test
    void waitsForRoomInTheDisksQueueWithoutHoldingOthersUp() {
        lab.give(VbdMode.READ_WRITE, new long[] {HDA, 0, 100}, new long[] {HDC, 0, 100});
        lab.hda.limit(2);
        lab.hda.hold();
        a.put(1, READ, 0, pages(5, 8));
        a.put(2, READ, 100, page(8));
        a.signal();
        assertThat(a.take()).extracting(RawBlockGuest.Response::id).containsExactly(2);
        lab.hda.finish();
        lab.run();
        assertThat(a.take()).containsExactly(new RawBlockGuest.Response(1, READ, 0));
        assertThat(lab.hda.asked).hasSize(5);
    }

    @Test
    void aVbdThatGoesMeanwhileStillAnswersWhatWasTaken() {
        lab.give();
        lab.hda.hold();
        a.put(1, READ, 0, page(1));
        a.signal();
        lab.changes.delete(A, VBD);
        a.put(2, READ, 0, page(1));
        a.signal();
        lab.hda.finish();
        lab.run();
        assertThat(a.take())
                .containsExactly(new RawBlockGuest.Response(2, READ, 1), new RawBlockGuest.Response(1, READ, 0));
    }

    @Test
    void looksAtTheSlotOnce() {
        lab.give();
        lab.hda.hold();
        a.put(1, READ, 0, page(8));
        a.signal();
        a.memory.zero(a.ring + 8, 60);
        lab.hda.finish();
        lab.run();
        assertThat(a.take()).containsExactly(new RawBlockGuest.Response(1, READ, 0));
    }

    @Test
    void aPageThatIsUnmappedMeanwhileStaysReferenced() {
        lab.give();
        lab.hda.hold();
        int at = a.page();
        int frame = a.memory.translate(at) >>> 12;
        a.put(1, READ, 0, a.segment(at, 8));
        a.signal();
        a.kernel.gate().call(HypercallNumber.UPDATE_VA_MAPPING, at, 0, 0);
        assertThat(lab.hypervisor.frames().references(frame)).isEqualTo(2);
        assertThat(lab.hypervisor.frames().detachUnmapped(frame, A)).isFalse();
        lab.hda.finish();
        lab.run();
        assertThat(lab.hypervisor.frames().references(frame)).isOne();
    }

    @Test
    void worksAcrossTheWrapOfTheRing() {
        lab.give();
        List<Integer> ids = new ArrayList<>();
        int segment = page(1);
        for (int i = 0; i < 1000; i++) {
            a.put(i, READ, i, segment);
            a.signal();
            a.take().forEach(response -> ids.add(response.id()));
        }
        assertThat(ids).hasSize(1000).isSorted();
    }
}

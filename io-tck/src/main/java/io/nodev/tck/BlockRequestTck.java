package io.nodev.tck;

import static io.nodev.tck.TestedVbd.sectorsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdMode;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.harness.RawBlockPort;
import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.ledger.Rule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which block requests are done, and how each is answered. */
public abstract class BlockRequestTck extends BlockTck {
    /** For stacks. */
    protected BlockRequestTck() {}

    @Test
    @Rule("B1")
    void readsEightSectors() {
        TestedVbd vbd = boot(VbdNeed.readable(8), writable(extent(100, 1000)));

        vbd.assertOnDisk(0, vbd.read(0, 8));
        observe("status=0");
    }

    @Test
    @Rule("B2")
    void readsWhatWasWritten() {
        TestedVbd vbd = boot(VbdNeed.writable(48), writable(extent(100, 1000)));
        byte[] written = pattern(8, 1);

        assertThat(vbd.status(vbd.writing(40, written))).isEqualTo(OK);

        assertThat(vbd.read(40, 8)).isEqualTo(written);
        vbd.assertOnDisk(40, written);
        observe("the same sectors");
    }

    @Test
    @Rule("B3")
    void refusesToWriteWhatIsReadOnly() {
        TestedVbd vbd = boot(VbdNeed.readOnly(), readOnly(extent(0, 1000)));

        refuses(vbd, vbd.writing(0, pattern(8, 1)));
    }

    @Test
    @Rule("B4")
    void refusesToReadWhatIsWriteOnly() {
        VbdNeed need = new VbdNeed("can only be written", each -> !each.mode().isReadable());
        var writeOnly = vbd(VBD, VbdMode.WRITE_ONLY, extent(0, 1000));
        if (!isMade()) {
            boot(need);
        }
        whenSupported(
                StackCapability.WRITE_ONLY_VBD,
                () -> {
                    TestedVbd vbd = boot(need, writeOnly);
                    refuses(vbd, vbd.reading(0, 8));
                    assertThat(vbd.status(vbd.writing(0, pattern(8, 1)))).isEqualTo(OK);
                },
                () -> assertThat(catchThrowable(() -> boot(need, writeOnly)))
                        .as("what booting a machine with a write-only VBD throws")
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    @Rule("B5")
    void refusesADeviceThatIsNotThere() {
        TestedVbd vbd = boot(VbdNeed.ANY, writable(extent(0, 1000)));

        refuses(vbd, BlockRequest.write(freeNumber(vbd.machine(), vbd.domain()), 0, pattern(8, 1)));
    }

    @Test
    @Rule("B6")
    void takesElevenSegmentsOfAPage() {
        TestedVbd vbd = boot(VbdNeed.writable(91).ofExtents(1, 8), writable(extent(0, 1000)));
        byte[] written = pattern(88, 2);

        assertThat(vbd.status(vbd.writing(3, written))).isEqualTo(OK);

        vbd.assertOnDisk(3, written);
        assertThat(vbd.read(3, 88)).isEqualTo(written);
        observe("status=0");
    }

    @Test
    @Rule("B7")
    void refusesNoSegmentsAndTwelve() {
        TestedVbd vbd = boot(VbdNeed.readable(96), writable(extent(0, 1000)));
        Integer[] twelve = new Integer[12];
        Arrays.fill(twelve, 8);

        refuses(vbd, vbd.reading(0, 8).withSegments());
        refuses(vbd, vbd.reading(0, 8).withSegments(twelve));
    }

    @Test
    @Rule("B8")
    void refusesASegmentWithoutSectors() {
        TestedVbd vbd = boot(VbdNeed.writable(16), writable(extent(0, 1000)));

        refuses(vbd, vbd.writing(0, pattern(16, 1)).withSegments(8, 0, 8));
    }

    @Test
    @Rule("B9")
    void takesASegmentOfTwoPages() {
        TestedVbd vbd = boot(VbdNeed.writable(24).ofExtents(1, 16), writable(extent(0, 1000)));
        BlockRequest request = vbd.writing(8, pattern(16, 3)).withSegments(16).withId(9);
        whenSupported(
                StackCapability.LONG_SEGMENTS,
                () -> {
                    assertThat(vbd.status(request)).isEqualTo(OK);
                    vbd.assertOnDisk(8, pattern(16, 3));
                    observe("status=0");
                },
                () -> assertRefused(
                        StackCapability.LONG_SEGMENTS, () -> vbd.port().fill(request)));
    }

    @Test
    @Rule("B10")
    void readsTheLastSectors() {
        TestedVbd vbd = boot(VbdNeed.readable(8), writable(extent(100, 1000)));
        long last = vbd.sectors() - 8;

        vbd.assertOnDisk(last, vbd.read(last, 8));
        observe("status=0");
    }

    @Test
    @Rule("B11")
    void refusesOneSectorTooMany() {
        TestedVbd vbd = boot(VbdNeed.readable(16), writable(extent(100, 1000)));
        BlockRequest read = vbd.reading(vbd.sectors() - 7, 8);

        refuses(vbd, read);

        assertThat(vbd.port().data(read)).as("the buffer").containsOnly(0);
        refuses(vbd, vbd.writing(vbd.sectors() - 15, pattern(16, 1)));
    }

    @Test
    @Rule("B12")
    void readsAcrossTheBoundaryOfTwoExtents() {
        TestedVbd vbd = boot(VbdNeed.readable(8).ofExtents(2, 4), writable(extent(1000, 100), extent(500, 100)));
        List<Extent> extents = vbd.config().extents();
        long boundary = extents.get(0).sectors();

        byte[] sectors = vbd.read(boundary - 4, 8);

        assertThat(vbd.place(boundary - 1).sector()).isEqualTo(extents.get(0).end() - 1);
        assertThat(vbd.place(boundary).sector()).isEqualTo(extents.get(1).start());
        vbd.assertOnDisk(boundary - 4, sectors);
        observe("4 sectors of each");
    }

    @Test
    @Rule("B13")
    void refusesASegmentAcrossTwoBoundaries() {
        TestedVbd vbd = boot(VbdNeed.sized(100, 2, 100), writable(extent(1000, 100), extent(500, 2), extent(700, 100)));

        refuses(vbd, vbd.writing(96, pattern(8, 1)));
    }

    @Test
    @Rule("B14")
    void splitsTwoSegmentsIntoFourPieces() {
        TestedVbd vbd = boot(VbdNeed.sized(4, 4, 4), writable(extent(1000, 4), extent(500, 4), extent(700, 4)));
        byte[] written = pattern(12, 4);

        assertThat(vbd.status(vbd.writing(0, written).withSegments(6, 6))).isEqualTo(OK);

        vbd.assertOnDisk(0, written);
        observe("status=0");
    }

    @Test
    @Rule("B15")
    void splitsElevenSegmentsIntoFifteenPieces() {
        Extent[] dozens = LongStream.of(1000, 500, 700, 800, 900, 1100, 1200, 1300)
                .mapToObj(start -> extent(start, 12))
                .toArray(Extent[]::new);
        TestedVbd vbd = boot(VbdNeed.sized(12, 12, 12, 12, 12, 12, 12, 12), writable(dozens));
        byte[] written = pattern(88, 5);
        if (supports(StackCapability.TWENTY_TWO_PIECES)) {
            assertThat(vbd.status(vbd.writing(0, written))).isEqualTo(OK);
            vbd.assertOnDisk(0, written);
            observe("status=0");
        } else {
            refuses(vbd, vbd.writing(0, written));
        }
    }

    @Test
    @Rule("B16")
    void refusesAnUnknownOperationAndEchoesItsId() {
        TestedVbd vbd = boot(VbdNeed.readable(8), writable(extent(0, 1000)));
        List<Map<Long, ByteBuffer>> before = vbd.written();

        BlockResponse response = vbd.ask(vbd.reading(0, 8).withOperation(9).withId(41));

        assertThat(response.status()).isEqualTo(refused());
        assertThat(response.operation()).isEqualTo(9);
        assertThat(vbd.written()).isEqualTo(before);
        observe("status=%d id echoed", response.status());
    }

    @Test
    @Rule("B23")
    void saysWhenTheDiskFails() {
        TestedVbd vbd = boot(VbdNeed.readable(32), writable(extent(100, 1000)));
        TestedVbd.Place bad = vbd.place(20);
        bad.disk().faults().failSectors(bad.sector(), 1);

        int status = vbd.status(vbd.reading(16, 8));

        assertThat(status).isEqualTo(failed());
        assertThat(vbd.status(vbd.reading(24, 8))).isEqualTo(OK);
        observe("status=%d", status);
    }

    @Test
    @Rule("B41")
    void flushesNothingForAVbdThatCannotBeWritten() {
        TestedVbd vbd = boot(VbdNeed.readOnly(), readOnly(extent(100, 1000)));
        vbd.place(0).disk().faults().fail(DiskOperation.FLUSH);

        assertThat(vbd.status(BlockRequest.flush(vbd.device()))).isEqualTo(OK);
        observe("status=0");
    }

    @Test
    @Rule("B30")
    void notifiesOfEveryResponse() {
        TestedVbd vbd = boot(VbdNeed.readable(8), writable(extent(0, 1000)));
        int before = vbd.port().notifications();

        for (int i = 1; i <= 3; i++) {
            vbd.status(vbd.reading(0, 8));
            assertThat(vbd.port().notifications())
                    .as("notifications after %d responses", i)
                    .isEqualTo(before + i);
        }
        observe("one each");
    }

    @Test
    @Rule("I1")
    void answersEveryRequestOnceWithItsId() {
        TestedVbd vbd = boot(VbdNeed.ANY, writable(extent(0, 1000)));
        RawBlockPort port = vbd.port();
        List<Integer> ids = new ArrayList<>();
        List<Integer> answered = new ArrayList<>();

        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < RawBlockPort.SLOTS; i++) {
                ids.add(i);
                port.fill((round == 0 ? mixed(vbd, i) : ofKnownOperation(vbd, i)).withId(i));
            }
            port.push();
            vbd.machine().settle();
            port.take().forEach(response -> answered.add(response.id()));
        }

        assertThat(answered)
                .as("ids of the responses to 320 requests, good and bad")
                .containsExactlyInAnyOrderElementsOf(ids);
        observe("320 requests, 320 responses");
    }

    /** With unknown operations, which a legacy machine may answer with another id once 64 requests were there: see B16. */
    private static BlockRequest mixed(TestedVbd vbd, int i) {
        BlockRequest request = ofKnownOperation(vbd, i);
        return i % 4 == 1 ? request.withOperation(7) : request;
    }

    private static BlockRequest ofKnownOperation(TestedVbd vbd, int i) {
        BlockRequest request = vbd.reading(i * 8L, 8);
        return switch (i % 4) {
            case 2 -> vbd.reading(vbd.sectors() + 4000, 8);
            case 3 -> vbd.writing(i * 8L, pattern(8, i));
            default -> request;
        };
    }

    @Test
    @Rule("I5")
    void changesNothingWhenItRefuses() {
        TestedVbd vbd = boot(VbdNeed.ANY, writable(extent(100, 50)));
        List<Map<Long, ByteBuffer>> before = vbd.written();
        Random random = new Random(5);

        for (int i = 0; i < 50; i++) {
            int sectors = 1 + random.nextInt(88);
            long sector = vbd.sectors() + 1 - sectors + random.nextInt(100);
            assertThat(vbd.status(vbd.writing(sector, pattern(sectors, i))))
                    .as("write of %d sectors at %d of %d", sectors, sector, vbd.sectors())
                    .isEqualTo(refused());
        }

        assertThat(vbd.written()).as("the disk's sectors").isEqualTo(before);
        observe("no sector changed");
    }

    @Test
    @Rule("I6")
    void keepsWhatWasWrittenAcrossExtents() {
        TestedVbd vbd = boot(
                VbdNeed.writable(300).ofExtents(1, 8),
                writable(extent(1000, 100), extent(300, 100), extent(2000, 100)));
        byte[] model = vbd.onDisk(0, 300);
        Random random = new Random(6);

        for (int i = 0; i < 100; i++) {
            int sectors = 1 + random.nextInt(32);
            int sector = random.nextInt(300 - sectors);
            if (random.nextBoolean()) {
                byte[] written = pattern(sectors, i + 100);
                assertThat(vbd.status(vbd.writing(sector, written))).isEqualTo(OK);
                System.arraycopy(written, 0, model, sector * BlockRequest.SECTOR, written.length);
            } else {
                assertThat(vbd.read(sector, sectors))
                        .as("%d sectors at %d", sectors, sector)
                        .isEqualTo(sectorsOf(model, sector, sectors));
            }
        }
        observe("as written");
    }

    @Test
    @Rule("B32")
    void makesWhatWasAnsweredLast() {
        TestedVbd vbd = boot(VbdNeed.writable(8), writable(extent(0, 1000)));
        TestedVbd.Place place = vbd.place(0);
        assertThat(vbd.status(vbd.writing(0, pattern(8, 7)))).isEqualTo(OK);
        assertThat(place.disk().medium().forced())
                .as("the medium before the flush")
                .isNotEqualTo(place.disk().medium().written());

        assertThat(vbd.status(BlockRequest.flush(vbd.device()))).isEqualTo(OK);

        assertThat(place.disk().medium().forced())
                .as("the medium after the flush")
                .isEqualTo(place.disk().medium().written());
        observe("status=0");
    }
}

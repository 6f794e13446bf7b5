package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawBlockPort;
import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.ledger.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which block requests are done, and how each is answered. */
public abstract class BlockRequestTck extends BlockTck {
    /** For stacks. */
    protected BlockRequestTck() {}

    @Test
    @Rule("B1")
    void readsEightSectors() {
        MachineUnderTest machine = boot(writable(extent(100, 1000)));

        byte[] sectors = read(machine, BlockRequest.read(VBD, 0, 8));

        assertOnDisk(100, sectors);
        observe("status=0");
    }

    @Test
    @Rule("B2")
    void readsWhatWasWritten() {
        MachineUnderTest machine = boot(writable(extent(100, 1000)));
        byte[] written = pattern(8, 1);

        assertThat(status(machine, BlockRequest.write(VBD, 40, written))).isEqualTo(OK);

        assertThat(read(machine, BlockRequest.read(VBD, 40, 8))).isEqualTo(written);
        assertOnDisk(140, written);
        observe("the same sectors");
    }

    @Test
    @Rule("B3")
    void refusesToWriteWhatIsReadOnly() {
        MachineUnderTest machine = boot(new VbdConfig(VBD, VbdMode.READ_ONLY, List.of(extent(0, 1000))));

        refuses(machine, BlockRequest.write(VBD, 0, pattern(8, 1)));
    }

    @Test
    @Rule("B4")
    void refusesToReadWhatIsWriteOnly() {
        VbdConfig writeOnly = new VbdConfig(VBD, VbdMode.WRITE_ONLY, List.of(extent(0, 1000)));
        whenSupported(
                StackCapability.WRITE_ONLY_VBD,
                () -> {
                    MachineUnderTest machine = boot(writeOnly);
                    refuses(machine, BlockRequest.read(VBD, 0, 8));
                    assertThat(status(machine, BlockRequest.write(VBD, 0, pattern(8, 1))))
                            .isEqualTo(OK);
                },
                () -> assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> boot(writeOnly)))
                        .as("what booting a machine with a write-only VBD throws")
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    @Rule("B5")
    void refusesADeviceThatIsNotThere() {
        MachineUnderTest machine = boot(writable(extent(0, 1000)));

        refuses(machine, BlockRequest.write(VBD + 1, 0, pattern(8, 1)));
    }

    @Test
    @Rule("B6")
    void takesElevenSegmentsOfAPage() {
        MachineUnderTest machine = boot(writable(extent(0, 1000)));
        byte[] written = pattern(88, 2);

        assertThat(status(machine, BlockRequest.write(VBD, 3, written))).isEqualTo(OK);

        assertOnDisk(3, written);
        assertThat(read(machine, BlockRequest.read(VBD, 3, 88))).isEqualTo(written);
        observe("status=0");
    }

    @Test
    @Rule("B7")
    void refusesNoSegmentsAndTwelve() {
        MachineUnderTest machine = boot(writable(extent(0, 1000)));
        Integer[] twelve = new Integer[12];
        Arrays.fill(twelve, 8);

        refuses(machine, BlockRequest.read(VBD, 0, 8).withSegments());
        refuses(machine, BlockRequest.read(VBD, 0, 8).withSegments(twelve));
    }

    @Test
    @Rule("B8")
    void refusesASegmentWithoutSectors() {
        MachineUnderTest machine = boot(writable(extent(0, 1000)));

        refuses(machine, BlockRequest.write(VBD, 0, pattern(16, 1)).withSegments(8, 0, 8));
    }

    @Test
    @Rule("B9")
    void takesASegmentOfTwoPages() {
        MachineUnderTest machine = boot(writable(extent(0, 1000)));
        BlockRequest request =
                BlockRequest.write(VBD, 8, pattern(16, 3)).withSegments(16).withId(9);
        whenSupported(
                StackCapability.LONG_SEGMENTS,
                () -> {
                    assertThat(status(machine, request)).isEqualTo(OK);
                    assertOnDisk(8, pattern(16, 3));
                    observe("status=0");
                },
                () -> assertRefused(
                        StackCapability.LONG_SEGMENTS, () -> machine.block(A).fill(request)));
    }

    @Test
    @Rule("B10")
    void readsTheLastSectors() {
        MachineUnderTest machine = boot(writable(extent(100, 1000)));

        byte[] sectors = read(machine, BlockRequest.read(VBD, 992, 8));

        assertOnDisk(1092, sectors);
        observe("status=0");
    }

    @Test
    @Rule("B11")
    void refusesOneSectorTooMany() {
        MachineUnderTest machine = boot(writable(extent(100, 1000)));
        BlockRequest read = BlockRequest.read(VBD, 993, 8);

        refuses(machine, read);

        assertThat(machine.block(A).data(read)).as("the buffer").containsOnly(0);
        refuses(machine, BlockRequest.write(VBD, 985, pattern(16, 1)));
    }

    @Test
    @Rule("B12")
    void readsAcrossTheBoundaryOfTwoExtents() {
        MachineUnderTest machine = boot(writable(extent(1000, 100), extent(500, 100)));

        byte[] sectors = read(machine, BlockRequest.read(VBD, 96, 8));

        assertOnDisk(1096, Arrays.copyOf(sectors, 4 * BlockRequest.SECTOR));
        assertOnDisk(500, Arrays.copyOfRange(sectors, 4 * BlockRequest.SECTOR, sectors.length));
        observe("4 sectors of each");
    }

    @Test
    @Rule("B13")
    void refusesASegmentAcrossTwoBoundaries() {
        MachineUnderTest machine = boot(writable(extent(1000, 100), extent(500, 2), extent(700, 100)));

        refuses(machine, BlockRequest.write(VBD, 96, pattern(8, 1)));
    }

    @Test
    @Rule("B14")
    void splitsTwoSegmentsIntoFourPieces() {
        MachineUnderTest machine = boot(writable(extent(1000, 4), extent(500, 4), extent(700, 4)));
        byte[] written = pattern(12, 4);

        assertThat(status(machine, BlockRequest.write(VBD, 0, written).withSegments(6, 6)))
                .isEqualTo(OK);

        assertOnDisk(1000, sectorsOf(written, 0, 4));
        assertOnDisk(500, sectorsOf(written, 4, 4));
        assertOnDisk(700, sectorsOf(written, 8, 4));
        observe("status=0");
    }

    private static byte[] sectorsOf(byte[] bytes, int first, int count) {
        return Arrays.copyOfRange(bytes, first * BlockRequest.SECTOR, (first + count) * BlockRequest.SECTOR);
    }

    @Test
    @Rule("B15")
    void splitsElevenSegmentsIntoFifteenPieces() {
        MachineUnderTest machine = boot(writable(
                extent(1000, 12),
                extent(500, 12),
                extent(700, 12),
                extent(800, 12),
                extent(900, 12),
                extent(1100, 12),
                extent(1200, 12),
                extent(1300, 12)));
        byte[] written = pattern(88, 5);
        BlockRequest request = BlockRequest.write(VBD, 0, written);
        if (supports(StackCapability.TWENTY_TWO_PIECES)) {
            assertThat(status(machine, request)).isEqualTo(OK);
            assertOnDisk(1000, sectorsOf(written, 0, 12));
            assertOnDisk(1300, sectorsOf(written, 84, 4));
            observe("status=0");
        } else {
            refuses(machine, request);
        }
    }

    @Test
    @Rule("B16")
    void refusesAnUnknownOperationAndEchoesItsId() {
        MachineUnderTest machine = boot(writable(extent(0, 1000)));
        byte[] before = disk().contents();

        BlockResponse response =
                ask(machine, BlockRequest.read(VBD, 0, 8).withOperation(9).withId(41));

        assertThat(response.status()).isEqualTo(refused());
        assertThat(response.operation()).isEqualTo(9);
        assertThat(disk().contents()).isEqualTo(before);
        observe("status=%d id echoed", response.status());
    }

    @Test
    @Rule("B23")
    void saysWhenTheDiskFails() {
        MachineUnderTest machine = boot(writable(extent(100, 1000)));
        disk().failAt(120);

        int status = status(machine, BlockRequest.read(VBD, 16, 8));

        assertThat(status).isEqualTo(failed());
        assertThat(status(machine, BlockRequest.read(VBD, 24, 8))).isEqualTo(OK);
        observe("status=%d", status);
    }

    @Test
    @Rule("B30")
    void notifiesOfEveryResponse() {
        MachineUnderTest machine = boot(writable(extent(0, 1000)));
        int before = machine.block(A).notifications();

        for (int i = 1; i <= 3; i++) {
            status(machine, BlockRequest.read(VBD, 0, 8));
            assertThat(machine.block(A).notifications())
                    .as("notifications after %d responses", i)
                    .isEqualTo(before + i);
        }
        observe("one each");
    }

    @Test
    @Rule("I1")
    void answersEveryRequestOnceWithItsId() {
        MachineUnderTest machine = boot(writable(extent(0, 1000)));
        RawBlockPort port = machine.block(A);
        List<Integer> ids = new ArrayList<>();
        List<Integer> answered = new ArrayList<>();

        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < RawBlockPort.SLOTS; i++) {
                ids.add(i);
                port.fill(round == 0 ? mixed(i) : ofKnownOperation(i));
            }
            port.push();
            machine.settle();
            port.take().forEach(response -> answered.add(response.id()));
        }

        assertThat(answered)
                .as("ids of the responses to 320 requests, good and bad")
                .containsExactlyInAnyOrderElementsOf(ids);
        observe("320 requests, 320 responses");
    }

    /** With unknown operations, which a legacy machine may answer with another id once 64 requests were there: see B16. */
    private static BlockRequest mixed(int i) {
        BlockRequest request = ofKnownOperation(i);
        return i % 4 == 1 ? request.withOperation(7) : request;
    }

    private static BlockRequest ofKnownOperation(int i) {
        BlockRequest request = BlockRequest.read(VBD, i * 8L, 8).withId(i);
        return switch (i % 4) {
            case 1 -> BlockRequest.read(VBD + 1, i * 8L, 8).withId(i);
            case 2 -> BlockRequest.read(VBD, 5000, 8).withId(i);
            case 3 -> BlockRequest.write(VBD, i * 8L, pattern(8, i)).withId(i);
            default -> request;
        };
    }

    @Test
    @Rule("I5")
    void changesNothingWhenItRefuses() {
        MachineUnderTest machine = boot(writable(extent(100, 50)));
        byte[] before = disk().contents();
        Random random = new Random(5);

        for (int i = 0; i < 50; i++) {
            int sectors = 1 + random.nextInt(88);
            long sector = 51 - sectors + random.nextInt(100);
            BlockRequest request = BlockRequest.write(VBD, sector, pattern(sectors, i));
            assertThat(status(machine, request))
                    .as("write of %d sectors at %d of 50", sectors, sector)
                    .isEqualTo(refused());
        }

        assertThat(disk().contents()).as("the disk's sectors").isEqualTo(before);
        observe("no sector changed");
    }

    @Test
    @Rule("I6")
    void keepsWhatWasWrittenAcrossExtents() {
        MachineUnderTest machine = boot(writable(extent(1000, 100), extent(300, 100), extent(2000, 100)));
        byte[] model = new byte[300 * BlockRequest.SECTOR];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(disk().contents(), new int[] {1000, 300, 2000}[i] * 512, model, i * 100 * 512, 100 * 512);
        }
        Random random = new Random(6);

        for (int i = 0; i < 100; i++) {
            int sectors = 1 + random.nextInt(32);
            int sector = random.nextInt(300 - sectors);
            if (random.nextBoolean()) {
                byte[] written = pattern(sectors, i + 100);
                assertThat(status(machine, BlockRequest.write(VBD, sector, written)))
                        .isEqualTo(OK);
                System.arraycopy(written, 0, model, sector * BlockRequest.SECTOR, written.length);
            } else {
                assertThat(read(machine, BlockRequest.read(VBD, sector, sectors)))
                        .as("%d sectors at %d", sectors, sector)
                        .isEqualTo(sectorsOf(model, sector, sectors));
            }
        }
        observe("as written");
    }

    @Test
    @Rule("B32")
    void makesWhatWasAnsweredLast() {
        MachineUnderTest machine = boot(writable(extent(0, 1000)));
        byte[] written = pattern(8, 7);
        assertThat(status(machine, BlockRequest.write(VBD, 0, written))).isEqualTo(OK);
        assertThat(disk().forced()).as("the medium before the flush").isNotEqualTo(disk().contents());

        assertThat(status(machine, BlockRequest.flush(VBD))).isEqualTo(OK);

        assertThat(disk().forced()).as("the medium after the flush").isEqualTo(disk().contents());
        observe("status=0");
    }
}

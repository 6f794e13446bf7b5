package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.FileMedium;
import io.nodev.common.disk.Medium;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.tck.disk.DiskHold;
import io.nodev.tck.disk.DiskUnderTest;
import io.nodev.tck.disk.RecordingMedium;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawBlockPort;
import io.nodev.tck.harness.Topology;
import io.nodev.tck.ledger.Rule;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many VBDs, disks that are busy or work in another order, guests that die meanwhile, and images that change under a machine. */
public abstract class BlockLoadTck extends BlockTck {
    private static final long SEED = 20_040_401;
    private static final int REQUESTS = 40;
    private static final int MANY = 100;
    private static final int SECTORS_OF_B = 1000;
    private static final DriveSpec HDA_DRIVE = DriveSpec.disk("hda", HDA);

    /** Guest B. */
    private static final int B = 2;

    @TempDir
    private Path folder;

    /** For stacks. */
    protected BlockLoadTck() {}

    private static VbdConfig ofB() {
        return writable(extent(DISK_SECTORS - SECTORS_OF_B, SECTORS_OF_B));
    }

    private static VbdConfig ofA() {
        return writable(extent(0, SECTORS_OF_B));
    }

    private static DiskUnderTest diskUnder(DiskHold hold) {
        RecordingMedium medium = new RecordingMedium(DISK_SECTORS);
        return new DiskUnderTest(HDA_DRIVE, medium, medium, hold);
    }

    private static Topology with(Topology topology, DiskUnderTest disk, VbdConfig... vbds) {
        return topology.withDisk(disk)
                .withDomain(topology.domain(A).withVbds(vbds))
                .withDomain(topology.domain(B).withVbds(ofB()));
    }

    private static void assertOnDisk(DiskUnderTest disk, long sector, byte[] expected) {
        for (int i = 0; i < expected.length / BlockRequest.SECTOR; i++) {
            assertThat(disk.medium().sector(sector + i))
                    .as("sector %d of the disk", sector + i)
                    .isEqualTo(TestedVbd.sectorsOf(expected, i, 1));
        }
    }

    @Test
    @Rule("B34")
    void findsAHundredVbds() {
        VbdConfig[] vbds = IntStream.range(0, MANY)
                .mapToObj(i -> new VbdConfig(VBD + i, VbdMode.READ_WRITE, List.of(extent(i * 10L, 10))))
                .toArray(VbdConfig[]::new);
        DiskUnderTest disk = diskUnder(new DiskHold(SEED));
        MachineUnderTest driven = bootWithDrivers(topology -> with(topology, disk, vbds));
        BlockDevices devices = driven.blockDevices(A);
        assertThat(driven.onDomain(A, () -> devices.all().size())).isEqualTo(MANY);

        MachineUnderTest machine = boot(topology -> with(topology, disk, vbds));
        for (int i = 0; i < MANY; i++) {
            assertOnDisk(disk, i * 10L + 2, read(machine, BlockRequest.read(VBD + i, 2, 8)));
        }
        observe("%d", MANY);
    }

    @Test
    @Rule("B35")
    void waitsForADiskWhoseQueueIsFull() {
        DiskHold hold = new DiskHold(SEED, 2);
        DiskUnderTest disk = diskUnder(hold);
        MachineUnderTest machine = boot(topology -> with(topology, disk, ofA()));
        hold.hold();
        askMuch(machine.block(A), BlockRequest.WRITE);
        machine.settle();
        assertThat(hold.waiting()).as("what the disk has taken").isEqualTo(2);
        assertThat(machine.block(A).take()).as("answered by then").isEmpty();

        for (int i = 0; i < REQUESTS; i++) {
            hold.letGo(1);
            machine.settle();
        }

        assertDone(machine.block(A), REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
            assertOnDisk(disk, i * 8L, pattern(8, i));
        }
        observe("%d done", REQUESTS);
    }

    @Test
    @Rule("B36")
    void answersInWhateverOrderTheDiskIsDone() {
        DiskHold hold = new DiskHold(SEED);
        DiskUnderTest disk = diskUnder(hold);
        MachineUnderTest machine = boot(topology -> with(topology, disk, ofA()));
        hold.hold();
        List<BlockRequest> asked = askMuch(machine.block(A), BlockRequest.READ);
        machine.settle();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            hold.letGo(1);
            machine.settle();
            List<BlockResponse> one = machine.block(A).take();
            assertThat(one).as("answers to what the disk has done").hasSize(1);
            assertThat(one.get(0).status()).isEqualTo(OK);
            order.add(one.get(0).id());
        }

        assertThat(order)
                .doesNotHaveDuplicates()
                .isNotEqualTo(order.stream().sorted().toList());
        for (BlockRequest request : asked) {
            assertOnDisk(disk, request.sector(), machine.block(A).data(request));
        }
        observe("%d done", REQUESTS);
    }

    @Test
    @Rule("B37")
    void aGuestThatDiesUnderLoadLeavesNothingBehind() {
        DiskHold hold = new DiskHold(SEED, REQUESTS);
        DiskUnderTest disk = diskUnder(hold);
        MachineUnderTest machine = boot(topology -> with(topology, disk, ofA()));
        hold.hold();
        askMuch(machine.block(A), BlockRequest.READ);
        machine.settle();
        int taken = hold.waiting();
        assertThat(taken).as("under way").isEqualTo(REQUESTS);
        askMuch(machine.block(B), BlockRequest.WRITE);
        machine.settle();

        int kept = machine.pagesOwned(FrameTable.HYPERVISOR);
        machine.destroyDomain(A);
        machine.settle();
        assertThat(machine.block(B).take())
                .as("answered while the disk does nothing")
                .isEmpty();
        assertThat(hold.waiting()).as("still with the disk").isEqualTo(taken);
        assertThat(machine.pagesOwned(FrameTable.HYPERVISOR))
                .as("pages of nobody's, since the disk may still write them")
                .isGreaterThanOrEqualTo(kept + REQUESTS);
        hold.letAllGo();
        machine.settle();

        assertDone(machine.block(B), REQUESTS);
        assertThat(machine.pagesOwned(A)).as("pages of the dead").isZero();
        assertThat(machine.pagesOwned(FrameTable.HYPERVISOR))
                .as("pages of nobody's")
                .isEqualTo(kept);
        for (int i = 0; i < REQUESTS; i++) {
            assertOnDisk(disk, DISK_SECTORS - SECTORS_OF_B + i * 8L, pattern(8, i));
        }
        observe("free");
    }

    /** Asks for requests of different sectors. */
    private static List<BlockRequest> askMuch(RawBlockPort port, int operation) {
        List<BlockRequest> asked = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            BlockRequest request = operation == BlockRequest.WRITE
                    ? BlockRequest.write(VBD, i * 8L, pattern(8, i))
                    : BlockRequest.read(VBD, i * 8L, 8);
            asked.add(request.withId(i));
            port.fill(asked.get(i));
        }
        port.push();
        return asked;
    }

    private static void assertDone(RawBlockPort port, int requests) {
        List<BlockResponse> responses = port.take();
        assertThat(responses).extracting(BlockResponse::status).containsOnly(OK);
        assertThat(responses)
                .extracting(BlockResponse::id)
                .containsExactlyInAnyOrder(IntStream.range(0, requests).boxed().toArray(Integer[]::new));
    }

    private Path image() throws IOException {
        return Files.write(folder.resolve("image"), RecordingMedium.pattern(DISK_SECTORS, DISK_SECTORS));
    }

    private static DiskUnderTest on(Path image) {
        try {
            Medium file = FileMedium.open(image, false, BlockRequest.SECTOR);
            return new DiskUnderTest(HDA_DRIVE, new RecordingMedium(DISK_SECTORS), file, new DiskHold(SEED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int status(MachineUnderTest machine, BlockRequest request) {
        RawBlockPort port = machine.block(A);
        port.fill(request);
        port.push();
        machine.settle();
        List<BlockResponse> responses = port.take();
        assertThat(responses).as("responses to one request").hasSize(1);
        return responses.get(0).status();
    }

    private static byte[] read(MachineUnderTest machine, BlockRequest request) {
        assertThat(status(machine, request)).as("status of %s", request).isEqualTo(OK);
        return machine.block(A).data(request);
    }

    private static byte[] sectors(Path image, int first, int count) throws IOException {
        return Arrays.copyOfRange(
                Files.readAllBytes(image), first * BlockRequest.SECTOR, (first + count) * BlockRequest.SECTOR);
    }

    @Test
    @Rule("B38")
    void readsWhatIsLeftOfAnImageMadeShorter() throws IOException {
        Path image = image();
        MachineUnderTest machine = boot(topology -> with(topology, on(image), ofA()));
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(500L * BlockRequest.SECTOR);
        }

        assertThat(read(machine, BlockRequest.read(VBD, 492, 8))).isEqualTo(sectors(image, 492, 8));
        assertThat(status(machine, BlockRequest.read(VBD, 496, 8))).isEqualTo(failed());
        assertThat(status(machine, BlockRequest.write(VBD, 0, pattern(8, 1)))).isEqualTo(failed());
        assertThat(status(machine, BlockRequest.flush(VBD))).isEqualTo(failed());
        assertThat(Files.size(image)).isEqualTo(500L * BlockRequest.SECTOR);
        assertThat(sectors(image, 0, 8)).isEqualTo(sectorsOf(0, 8));
        observe("status=%d", failed());
    }

    private static byte[] sectorsOf(int first, int count) {
        return Arrays.copyOfRange(
                RecordingMedium.pattern(DISK_SECTORS, DISK_SECTORS),
                first * BlockRequest.SECTOR,
                (first + count) * BlockRequest.SECTOR);
    }

    @Test
    @Rule("B39")
    void goesOnWithAnImageThatIsReplacedButFailsToFlushIt() throws IOException {
        Path image = image();
        MachineUnderTest machine = boot(topology -> with(topology, on(image), ofA()));
        Path other = Files.write(folder.resolve("other"), RecordingMedium.pattern(DISK_SECTORS, 1));
        byte[] before = Files.readAllBytes(other);
        Files.move(other, image, StandardCopyOption.REPLACE_EXISTING);

        assertThat(read(machine, BlockRequest.read(VBD, 8, 8))).isEqualTo(sectorsOf(8, 8));
        assertThat(status(machine, BlockRequest.write(VBD, 8, pattern(8, 1)))).isEqualTo(OK);
        assertThat(read(machine, BlockRequest.read(VBD, 8, 8))).isEqualTo(pattern(8, 1));
        assertThat(status(machine, BlockRequest.flush(VBD))).isEqualTo(failed());
        assertThat(Files.readAllBytes(image)).as("the other image").isEqualTo(before);
        observe("status=%d", failed());
    }

    @Test
    @Rule("B39")
    void goesOnWithAnImageThatIsRemovedButFailsToFlushIt() throws IOException {
        Path image = image();
        MachineUnderTest machine = boot(topology -> with(topology, on(image), ofA()));
        Files.delete(image);

        assertThat(read(machine, BlockRequest.read(VBD, 8, 8))).isEqualTo(sectorsOf(8, 8));
        assertThat(status(machine, BlockRequest.write(VBD, 8, pattern(8, 1)))).isEqualTo(OK);
        assertThat(status(machine, BlockRequest.flush(VBD))).isEqualTo(failed());
        assertThat(image).doesNotExist();
        observe("status=%d", failed());
    }
}

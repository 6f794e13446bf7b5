package io.nodev.plugin.vdisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VirtualDisksTest {
    @TempDir
    private Path folder;

    private Path image;

    @BeforeEach
    void formatsEightExtentsOfTwoMegabytes() throws Exception {
        image = folder.toRealPath().resolve("a?b%20.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(17 << 20);
        }
        assertThat(at(0).format(image, 0, 2)).isEqualTo(new FormattedImage(true, 8, 2));
    }

    private VirtualDisks at(long second) {
        return new VirtualDisks(
                folder.resolve(VirtualDisks.DEFAULT_DATABASE),
                Clock.fixed(Instant.ofEpochSecond(1_000_000 + second), ZoneOffset.UTC),
                Duration.ofMinutes(5));
    }

    private VirtualDiskExtent extent(long number, long sectors) {
        return new VirtualDiskExtent(image, number * 4096, sectors);
    }

    private static void refused(ProblemCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VirtualDiskException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void leavesAKnownImageAsItIs() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), image);

        assertThat(at(0).format(link, 0, 4)).isEqualTo(new FormattedImage(false, 8, 2));
        assertThat(at(0).freeMegabytes()).isEqualTo(16);
    }

    @Test
    void handsOutTheLowestOfTheImageFirstAndCutsTheLast() throws Exception {
        assertThat(at(0).create(3, 0)).isEqualTo(1);
        assertThat(at(0).lookup(1)).containsExactly(extent(0, 4096), extent(1, 2048));
        assertThat(at(0).freeMegabytes()).isEqualTo(12);
    }

    @Test
    void changesNothingWhenThereIsTooLittleSpace() throws Exception {
        refused(ProblemCode.NO_DISK_SPACE, () -> at(0).create(17, 0));
        at(0).create(16, 0);
        refused(ProblemCode.NO_DISK_SPACE, () -> at(0).enlarge(1, 1));
        assertThat(at(0).list()).hasSize(1);
        assertThat(at(0).freeMegabytes()).isZero();
    }

    @Test
    void takesFromTheLongestExpiredItsLastExtentFirst() throws Exception {
        at(0).create(4, 20);
        at(0).create(4, 10);
        at(0).create(8, 0);

        assertThat(at(30).create(6, 0)).isEqualTo(4);
        assertThat(at(30).lookup(4)).containsExactly(extent(3, 4096), extent(2, 4096), extent(1, 4096));
    }

    @Test
    void expiresAtItsSecondAndNeverForZero() throws Exception {
        at(0).create(2, 10);
        at(0).create(2, 0);

        assertThat(at(9).list()).extracting(VirtualDisk::id).containsExactly(1L, 2L);
        assertThat(at(10).list()).extracting(VirtualDisk::id).containsExactly(2L);
        refused(ProblemCode.NO_SUCH_VIRTUAL_DISK, () -> at(10).lookup(1));
        refused(ProblemCode.NO_SUCH_VIRTUAL_DISK, () -> at(10).setExpiry(1, 0));
        at(9).setExpiry(1, 0);
        assertThat(at(1_000_000).lookup(1)).hasSize(1);
    }

    @Test
    void enlargesByWhatTheLastExtentDoesNotHold() throws Exception {
        at(0).create(1, 0);
        at(0).enlarge(1, 1);
        assertThat(at(0).lookup(1)).containsExactly(extent(0, 4096));
        at(0).enlarge(1, 1);
        assertThat(at(0).lookup(1)).containsExactly(extent(0, 4096), extent(1, 2048));
    }

    @Test
    void bringsBackOnlyWhatIsWhole() throws Exception {
        at(0).create(16, 0);
        at(1).delete(1);
        refused(ProblemCode.NO_SUCH_VIRTUAL_DISK, () -> at(1).delete(1));
        at(2).undelete(1, 0);
        assertThat(at(3).lookup(1)).hasSize(8);
        at(4).delete(1);
        at(5).create(1, 0);
        refused(ProblemCode.DISK_SPACE_REUSED, () -> at(6).undelete(1, 0));
        refused(ProblemCode.DISK_SPACE_REUSED, () -> at(0).lookup(1));
    }

    @Test
    void refusesThePoolAsADisk() {
        refused(ProblemCode.NO_SUCH_VIRTUAL_DISK, () -> at(0).undelete(0, 0));
        refused(ProblemCode.NO_SUCH_VIRTUAL_DISK, () -> at(-2_000_000).lookup(0));
        refused(ProblemCode.NO_SUCH_VIRTUAL_DISK, () -> at(0).delete(0));
    }

    @Test
    void exportsWhatItImportedWithZerosToTheMegabyte() throws Exception {
        byte[] content = new byte[1_048_580 * 2];
        new SplittableRandom(1).nextBytes(content);
        Path file = Files.write(folder.resolve("in"), content);
        at(0).create(16, 0);
        at(0).delete(1);

        assertThat(at(1).importFile(file, 0)).isEqualTo(2);
        at(1).exportTo(2, folder.resolve("out"));

        assertThat(Files.readAllBytes(folder.resolve("out"))).isEqualTo(Arrays.copyOf(content, 3 << 20));
        assertThat(at(1).lookup(2)).containsExactly(extent(7, 4096), extent(6, 2048));
        assertThat(Files.size(image)).isEqualTo(17 << 20);
        refused(ProblemCode.DISK_SPACE_REUSED, () -> at(2).undelete(1, 0));
        refused(ProblemCode.DISK_FILE_UNUSABLE, () -> at(2).exportTo(2, image));
    }

    @Test
    void leavesAnExportedFileItsPermissions() throws Exception {
        Path out = Files.writeString(folder.resolve("out"), "old");
        assumeTrue(Files.getFileStore(out).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rw-rw-r--"));
        at(0).create(1, 0);

        at(0).exportTo(1, out);
        at(0).exportTo(1, folder.resolve("another"));

        assertThat(out).hasSize(1 << 20);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-rw-r--");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("another"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        Path database = folder.resolve(VirtualDisks.DEFAULT_DATABASE);
        byte[] good = Files.readAllBytes(database);
        Files.writeString(database, "no database\n".repeat(1000));
        refused(ProblemCode.DISK_DATABASE_UNUSABLE, () -> at(0).list());
        byte[] bad = good.clone();
        Arrays.fill(bad, good.length / 2, good.length, (byte) 0x5a);
        Files.write(database, bad);
        refused(ProblemCode.DISK_DATABASE_UNUSABLE, () -> at(0).create(2, 0));
        Files.write(database, good);
        assertThat(at(0).freeMegabytes()).isEqualTo(16);
    }

    @Test
    void tellsAllProblemsOfTheParametersAtOnce() {
        assertThatThrownBy(() -> VirtualDiskOperation.read("enlarge", Map.of("id", "00", "disk", "x")))
                .hasMessageContainingAll(
                        "enlarge needs nodev.vd.size", "enlarge takes no nodev.vd.disk", "nodev.vd.id is '00'");
        assertThatThrownBy(() -> VirtualDiskOperation.read("grow", Map.of()))
                .hasMessageStartingWith("error ND-D001: 'grow' is no operation; accepted are format, create,");
    }

    @Test
    void listsWhatThereIs() throws Exception {
        assertThat(VirtualDiskOperation.read("create", Map.of("size", "2")).run(at(0)))
                .isEqualTo(List.of("virtual disk 1"));
        assertThat(VirtualDiskOperation.read("list", Map.of()).run(at(0)))
                .containsExactly("id    MB          expires", "1     2           never");
    }
}

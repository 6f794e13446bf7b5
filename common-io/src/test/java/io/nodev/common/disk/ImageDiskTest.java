package io.nodev.common.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDiskTest {
    private static final DriveSpec DRIVE = DriveSpec.disk("hda", 0x300);
    private static final byte[] SECTOR = new byte[Disk.SECTOR_SIZE];

    static {
        Arrays.fill(SECTOR, (byte) 0x5A);
    }

    @TempDir
    private Path folder;

    private Path image(int bytes) throws IOException {
        Path image = folder.resolve("disk.img");
        Files.write(image, new byte[bytes]);
        return image;
    }

    private static void truncate(Path image, int bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }

    @Test
    void whatIsFlushedIsInTheFileFromTheFirstByteOn() throws IOException {
        Path image = image(4_096);
        try (Disk disk = ImageDisk.open(DRIVE, image)) {
            DiskOwner owner = new DiskOwner(disk);
            assertThat(owner.write(3, SECTOR)).isTrue();
            assertThat(owner.flush()).isTrue();
            byte[] bytes = Files.readAllBytes(image);
            assertThat(Arrays.copyOfRange(bytes, 1_536, 2_048)).isEqualTo(SECTOR);
            assertThat(bytes).hasSize(4_096);
        }
    }

    @Test
    void bytesAfterTheLastWholeSectorAreNotPartOfTheDisk() throws IOException {
        try (Disk disk = ImageDisk.open(DRIVE, image(2_000))) {
            assertThat(disk.sectors()).isEqualTo(3);
            assertThat(new DiskOwner(disk).canRead(3, 1)).isFalse();
        }
    }

    @Test
    void whatIsNoImageIsNotOpened() throws IOException {
        Path shorter = image(511);
        assertThatThrownBy(() -> ImageDisk.open(DRIVE, shorter))
                .isInstanceOf(IOException.class)
                .hasMessage(shorter + " is shorter than a block of 512 bytes");
        Path absent = folder.resolve("absent.img");
        assertThatThrownBy(() -> ImageDisk.open(DRIVE, absent)).hasMessage(absent + ": no such file");
        assertThat(absent).doesNotExist();
        assertThatThrownBy(() -> ImageDisk.open(DRIVE, folder)).isInstanceOf(IOException.class);
    }

    @Test
    void aReadOnlyDriveRefusesWritesAndLeavesTheFileAlone() throws IOException {
        Path image = image(4_096);
        assumeTrue(image.toFile().setReadOnly());
        try (Disk disk = ImageDisk.open(DriveSpec.readOnlyDisk("hda", 0x300), image)) {
            DiskOwner owner = new DiskOwner(disk);
            assertThat(owner.write(3, SECTOR)).isFalse();
            assertThat(owner.flush()).isTrue();
            assertThat(owner.read(3, 1)).isEqualTo(new byte[512]);
            assertThat(disk.stats().errors()).isEqualTo(1);
        }
        assertThat(image).hasBinaryContent(new byte[4_096]);
    }

    @Test
    void aFileThatCannotBeWrittenIsNotOpenedForWriting() throws IOException {
        Path image = image(4_096);
        assumeTrue(image.toFile().setReadOnly() && !Files.isWritable(image), "root may write every file");
        assertThatThrownBy(() -> ImageDisk.open(DRIVE, image)).isInstanceOf(IOException.class);
    }

    @Test
    void aTruncatedImageFailsWhereItIsShortAndNeverGrowsAgain() throws IOException {
        Path image = image(8_192);
        try (Disk disk = ImageDisk.open(DRIVE, image)) {
            DiskOwner owner = new DiskOwner(disk);
            owner.write(1, SECTOR);
            assertThat(owner.flush()).isTrue();
            truncate(image, 4_096);

            assertThat(owner.canRead(7, 2)).isFalse();
            assertThat(owner.canRead(8, 1)).isFalse();
            assertThat(owner.write(9, SECTOR)).isFalse();
            assertThat(owner.flush()).isFalse();
            assertThat(owner.read(1, 1)).isEqualTo(SECTOR);
            assertThat(disk.stats().errors()).isEqualTo(4);
        }
        assertThat(image).hasSize(4_096);
    }

    @Test
    void whatAnotherProgramWritesIntoTheFileIsNotNoticed() throws IOException {
        Path image = image(4_096);
        try (Disk disk = ImageDisk.open(DRIVE, image)) {
            DiskOwner owner = new DiskOwner(disk);
            owner.write(1, SECTOR);
            assertThat(owner.flush()).isTrue();
            Files.write(image, new byte[4_096]);

            assertThat(owner.flush()).isTrue();
            assertThat(owner.read(1, 1)).isEqualTo(new byte[512]);
        }
    }

    @Test
    void aFlushOfAFileThatIsGoneFailsFromThenOn() throws IOException {
        Path image = image(4_096);
        Path elsewhere = folder.resolve("elsewhere.img");
        try (Disk disk = ImageDisk.open(DRIVE, image)) {
            DiskOwner owner = new DiskOwner(disk);
            owner.write(0, SECTOR);
            assertThat(owner.flush()).isTrue();
            Files.move(image, elsewhere);

            owner.write(1, SECTOR);
            assertThat(owner.flush()).as("gone").isFalse();
            image(4_096);
            assertThat(owner.flush()).as("another in its place").isFalse();
            Files.move(elsewhere, image, StandardCopyOption.REPLACE_EXISTING);
            assertThat(owner.flush()).as("once failed").isFalse();
            assertThat(owner.read(1, 1)).isEqualTo(SECTOR);
        }
        try (Disk again = ImageDisk.open(DRIVE, image)) {
            DiskOwner owner = new DiskOwner(again);
            assertThat(owner.flush()).as("opened anew").isTrue();
            assertThat(owner.read(0, 1)).isEqualTo(SECTOR);
        }
    }

    @Test
    void anInterruptedThreadKeepsItsDisk() throws IOException {
        try (Disk disk = ImageDisk.open(DRIVE, image(4_096))) {
            DiskOwner owner = new DiskOwner(disk);
            Thread.currentThread().interrupt();
            assertThat(owner.write(0, SECTOR)).isTrue();
            assertThat(owner.flush()).isTrue();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(owner.read(0, 1)).isEqualTo(SECTOR);
        }
    }

    @Test
    void aClosedDiskDoesNothingMore() throws IOException {
        Disk disk = ImageDisk.open(DRIVE, image(4_096));
        disk.close();
        DiskOwner owner = new DiskOwner(disk);
        assertThat(owner.canRead(0, 1)).isFalse();
        assertThat(owner.write(0, SECTOR)).isFalse();
        assertThat(owner.flush()).isFalse();
    }

    @Test
    void aFullFileSystemFailsTheWriteAndKeepsWhatWasFlushed() throws IOException, InterruptedException {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(isDone("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small.toString()), "needs root");
        try {
            fillAndCheck(small.resolve("sparse.img"));
        } finally {
            assertThat(isDone("umount", small.toString())).isTrue();
        }
    }

    private static void fillAndCheck(Path image) throws IOException {
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), (1 << 20) - 1);
        }
        try (Disk disk = ImageDisk.open(DRIVE, image)) {
            DiskOwner owner = new DiskOwner(disk);
            byte[] page = new byte[4_096];
            Arrays.fill(page, (byte) 7);
            int written = 0;
            while (written < 255 && owner.write(8L * written, page)) {
                written++;
            }
            assertThat(written).isBetween(1, 64);
            assertThat(owner.flush()).isTrue();
            assertThat(owner.write(1_600, page)).isFalse();
            for (int i = 0; i < written; i++) {
                assertThat(owner.read(8L * i, 8)).isEqualTo(page);
            }
        }
    }

    private static boolean isDone(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(300, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

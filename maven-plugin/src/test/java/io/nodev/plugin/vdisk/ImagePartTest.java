package io.nodev.plugin.vdisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual disks in partitions of an image. */
final class ImagePartTest {
    private static final int MEGABYTE = 1 << 20;
    private static final int SECOND = 5 * 2048 + 100;

    @TempDir
    private Path folder;

    private Path image;
    private VirtualDisks disks;

    @BeforeEach
    void makesAnImageOfTwoPartitions() throws Exception {
        image = folder.toRealPath().resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(10 * MEGABYTE);
        }
        writeTable(2048, 3 * 2048, SECOND, 4 * 2048 + 1);
        disks = new VirtualDisks(folder.resolve("db"));
    }

    /** A master boot record: pairs of a start and a length, from partition 1. */
    private void writeTable(int... partitions) throws Exception {
        ByteBuffer sector = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < partitions.length / 2; i++) {
            sector.put(446 + 16 * i + 4, (byte) 0x83);
            sector.putInt(446 + 16 * i + 8, partitions[2 * i]);
            sector.putInt(446 + 16 * i + 12, partitions[2 * i + 1]);
        }
        sector.putShort(510, (short) 0xAA55);
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            channel.write(sector, 0);
        }
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VirtualDiskException.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.DISK_FILE_UNUSABLE))
                .hasMessageContaining(message);
    }

    @Test
    void splitsAPartitionFromItsFirstSector() throws Exception {
        assertThat(disks.format(image, 2, 2)).isEqualTo(new FormattedImage(true, 2, 2));
        assertThat(disks.format(image, 2, 1)).isEqualTo(new FormattedImage(false, 2, 2));
        disks.create(3, 0);

        assertThat(disks.lookup(1))
                .containsExactly(
                        new VirtualDiskExtent(image, SECOND, 4096), new VirtualDiskExtent(image, SECOND + 4096, 2048));
    }

    @Test
    void writesNothingOutsideThePartition() throws Exception {
        byte[] content = new byte[4 * MEGABYTE];
        new SplittableRandom(3).nextBytes(content);
        Path file = Files.write(folder.resolve("in"), content);
        byte[] expected = Files.readAllBytes(image);
        disks.format(image, 2, 4);

        disks.exportTo(disks.importFile(file, 0), folder.resolve("out"));

        System.arraycopy(content, 0, expected, SECOND * 512, content.length);
        assertThat(Arrays.equals(Files.readAllBytes(image), expected)).isTrue();
        assertThat(folder.resolve("out")).hasSameBinaryContentAs(file);
    }

    @Test
    void keepsAnImageAndItsPartitionsApart() throws Exception {
        disks.format(image, 1, 1);
        disks.format(image, 2, 1);
        assertThat(disks.freeMegabytes()).isEqualTo(7);
        refused("which is formatted already", () -> disks.format(image, 0, 1));

        VirtualDisks others = new VirtualDisks(folder.resolve("others"));
        others.format(image, 0, 8);
        refused(
                "partition 2 of the image " + image + " overlaps the image " + image,
                () -> others.format(Files.createSymbolicLink(folder.resolve("link"), image), 2, 1));
        assertThat(others.freeMegabytes()).isEqualTo(8);
    }

    @Test
    void refusesPartitionsThatOverlapOneThatIsFormatted() throws Exception {
        disks.format(image, 1, 1);
        // The table was written anew meanwhile, and is right by itself.
        writeTable(2048, 3 * 2048 - 1, 4 * 2048 - 1, 2 * 2048);
        refused("partition 2 of the image " + image + " overlaps partition 1", () -> disks.format(image, 2, 1));
        assertThat(disks.freeMegabytes()).isEqualTo(3);
    }

    @Test
    void namesThePartitionsThatThereAre() throws Exception {
        refused("has no partition 3; it has 1, 2", () -> disks.format(image, 3, 1));
        writeTable();
        refused("has no partition 1; it has none", () -> disks.format(image, 1, 1));
        assertThat(folder.resolve("db")).doesNotExist();
    }

    @Test
    void refusesADiskInAPartitionThatMoved() throws Exception {
        disks.format(image, 2, 1);
        disks.create(1, 0);
        writeTable(2048, 3 * 2048, SECOND + 1, 4 * 2048);
        refused("does not lie where it did", () -> disks.lookup(1));
        writeTable(2048, 3 * 2048, SECOND, 4 * 2048 - 1);
        refused("does not lie where it did", () -> disks.lookup(1));
        Path file = Files.write(folder.resolve("in"), new byte[1]);
        refused("does not lie where it did", () -> disks.importFile(file, 0));
        writeTable(2048, 100, SECOND, 4 * 2048);
        assertThat(disks.lookup(1)).hasSize(1);
    }
}

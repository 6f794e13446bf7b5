package io.nodev.common.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapWriterTest {
    private static final long TIME = 1_795_359_581_483_876_543L;

    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void nameTheTarget() {
        target = folder.resolve("vif1.0.pcap");
    }

    @Test
    void writesTheBytesOfTheFormat() throws IOException {
        write(PcapResolution.NANOSECONDS, TIME, 9, 8, 7);
        assertThat(target)
                .hasBinaryContent(PcapText.of(ByteOrder.LITTLE_ENDIAN, PcapText.NANO)
                        .record(1_795_359_581, 483_876_543, (byte) 9, (byte) 8, (byte) 7)
                        .bytes());

        write(PcapResolution.MICROSECONDS, TIME, 9, 8, 7);
        assertThat(target)
                .hasBinaryContent(PcapText.of(ByteOrder.LITTLE_ENDIAN, PcapText.MICRO)
                        .record(1_795_359_581, 483_876, (byte) 9, (byte) 8, (byte) 7)
                        .bytes());
    }

    @Test
    void copiesTheCaptureOfRealHostsByteForByteButForItsSnaplen() throws IOException {
        byte[] original = PcapText.lan();
        try (PcapWriter writer = PcapWriter.create(target, PcapResolution.MICROSECONDS)) {
            for (PcapRecord record : PcapFile.parse("lan.pcap", original).records()) {
                writer.append(record.timestampNanos(), record.bytes(), 0, record.bytes().length);
            }
            writer.finish();
        }
        original[16] = original[17] = (byte) 0xFF;
        original[18] = 0;

        assertThat(target).hasBinaryContent(original);
    }

    @Test
    void readsBackWhatItWroteWhateverTheLengths() throws IOException {
        Random random = new Random(16);
        byte[] bytes = new byte[65_600];
        random.nextBytes(bytes);
        int[] lengths = random.ints(200, 0, 65_536).toArray();
        lengths[7] = PcapWriter.MAX_RECORD_LENGTH;
        try (PcapWriter writer = PcapWriter.create(target, PcapResolution.NANOSECONDS)) {
            for (int i = 0; i < lengths.length; i++) {
                writer.append(TIME + i, bytes, i % 64, lengths[i]);
            }
            writer.finish();
        }

        PcapFile file = PcapFile.read(target);

        assertThat(file.name()).isEqualTo("vif1.0.pcap");
        assertThat(file.damage()).isEmpty();
        assertThat(file.records()).hasSize(200);
        for (int i = 0; i < lengths.length; i++) {
            byte[] expected = java.util.Arrays.copyOfRange(bytes, i % 64, i % 64 + lengths[i]);
            assertThat(file.records().get(i)).isEqualTo(new PcapRecord(TIME + i, lengths[i], expected));
        }
    }

    @Test
    void showsNothingUnderItsNameUntilItIsFinished() throws IOException {
        try (PcapWriter writer = PcapWriter.create(target, PcapResolution.NANOSECONDS)) {
            writer.append(TIME, new byte[1_000_000], 0, 65_000);
            writer.append(TIME, new byte[1_000_000], 0, 65_000);
            writer.append(TIME, new byte[1_000_000], 0, 65_000);
            assertThat(target).doesNotExist();
            assertThat(writer.target()).isEqualTo(target);
            writer.finish();
        }
        assertThat(folder).isDirectoryContaining(file -> file.equals(target));
        assertThat(filesInFolder()).isEqualTo(1);
    }

    @Test
    void leavesNothingBehindWhenItIsGivenUp() throws IOException {
        write(PcapResolution.NANOSECONDS, TIME, 1);
        byte[] before = Files.readAllBytes(target);

        PcapWriter writer = PcapWriter.create(target, PcapResolution.NANOSECONDS);
        writer.append(TIME, new byte[60], 0, 60);
        writer.close();
        writer.close();

        assertThat(target).hasBinaryContent(before);
        assertThat(filesInFolder()).isEqualTo(1);
    }

    @Test
    void startsOverWhereACrashLeftAPart() throws IOException {
        Files.writeString(
                folder.resolve("vif1.0.pcap.part"), "left by a crash, and longer than what comes now".repeat(9));

        write(PcapResolution.NANOSECONDS, TIME, 1);

        assertThat(target).hasSize(24 + 16 + 1);
        assertThat(filesInFolder()).isEqualTo(1);
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        Path nowhere = folder.resolve("nowhere/x.pcap");

        assertThatThrownBy(() -> PcapWriter.create(nowhere, PcapResolution.NANOSECONDS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void failsToFinishWhatVanished() throws IOException {
        PcapWriter writer = PcapWriter.create(target, PcapResolution.NANOSECONDS);
        Files.delete(folder.resolve("vif1.0.pcap.part"));

        assertThatThrownBy(writer::finish).isInstanceOf(IOException.class);

        assertThat(filesInFolder()).isZero();
    }

    @Test
    void refusesTimesAndLengthsTheFormatCannotTell() throws IOException {
        byte[] bytes = new byte[70_000];
        try (PcapWriter writer = PcapWriter.create(target, PcapResolution.NANOSECONDS)) {
            assertThatThrownBy(() -> writer.append(-1, bytes, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a pcap file tells times from 1970 to 2106: timestampNanos=-1");
            assertThatThrownBy(() -> writer.append(4_294_967_296_000_000_000L, bytes, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.append(1, bytes, 0, 65_536))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a record has 0 to 65535 bytes: length=65536");
            assertThatThrownBy(() -> writer.append(1, bytes, 0, -1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.append(1, bytes, 69_999, 2)).isInstanceOf(IndexOutOfBoundsException.class);
            writer.append(4_294_967_295_999_999_999L, bytes, 69_999, 1);
            writer.finish();
        }
        assertThat(PcapFile.read(target).records())
                .as("what was refused left no trace")
                .containsExactly(new PcapRecord(4_294_967_295_999_999_999L, 1, new byte[1]));
    }

    @Test
    void allocatesNothingForARecord() throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] bytes = new byte[1_514];
        try (PcapWriter writer = PcapWriter.create(target, PcapResolution.NANOSECONDS)) {
            appendMany(writer, bytes, 200);
            long before = threads.getCurrentThreadAllocatedBytes();
            appendMany(writer, bytes, 5_000);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated).as("bytes for 5000 records").isLessThan(5_000);
        }
    }

    private static void appendMany(PcapWriter writer, byte[] bytes, int records) throws IOException {
        for (int i = 0; i < records; i++) {
            writer.append(TIME, bytes, 0, bytes.length);
        }
    }

    @Test
    void takesNothingAfterItsEnd() throws IOException {
        PcapWriter writer = PcapWriter.create(target, PcapResolution.NANOSECONDS);
        writer.finish();

        assertThatThrownBy(() -> writer.append(1, new byte[1], 0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this capture is finished or closed: target=" + target);
        assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }

    private void write(PcapResolution resolution, long time, int... octets) throws IOException {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        try (PcapWriter writer = PcapWriter.create(target, resolution)) {
            writer.append(time, bytes, 0, bytes.length);
            writer.finish();
        }
    }

    private long filesInFolder() throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }
}

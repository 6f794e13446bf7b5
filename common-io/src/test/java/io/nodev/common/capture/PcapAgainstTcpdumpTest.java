package io.nodev.common.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tcpdump reads is what we read, and what we write tcpdump writes. Skipped where tcpdump is not on the path. */
class PcapAgainstTcpdumpTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsTcpdump() {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "tcpdump")));
        assumeTrue(there, "tcpdump is not on the path");
    }

    @ParameterizedTest
    @CsvSource({"true, a1b2c3d4", "false, a1b2c3d4", "true, a1b23c4d", "false, a1b23c4d"})
    void readsWhatTcpdumpReads(boolean little, String magic) throws Exception {
        PcapText text = PcapText.of(
                little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, Integer.parseUnsignedInt(magic, 16));
        for (PcapRecord record : PcapFile.parse("lan.pcap", PcapText.lan()).records()) {
            int fraction = (int) (record.timestampNanos() / 1_000 % 1_000_000);
            text.record((int) (record.timestampNanos() / 1_000_000_000), fraction, record.bytes());
        }
        Path ours = Files.write(folder.resolve("ours.pcap"), text.bytes());

        PcapFile theirs = PcapFile.read(rewrittenByTcpdump(ours));

        assertThat(PcapFile.read(ours).records()).hasSize(214).isEqualTo(theirs.records());
    }

    @Test
    void writesWhatTcpdumpWrites() throws Exception {
        Path ours = folder.resolve("ours.pcap");
        try (PcapWriter writer = PcapWriter.create(ours, PcapResolution.NANOSECONDS)) {
            long time = 1_795_359_581_000_000_001L;
            for (PcapRecord record : PcapFile.parse("lan.pcap", PcapText.lan()).records()) {
                writer.append(time += 1_234_567, record.bytes(), 0, record.bytes().length);
            }
            writer.finish();
        }

        byte[] theirs = Files.readAllBytes(rewrittenByTcpdump(ours));

        assertThat(theirs).as("but for the snaplen").hasSize((int) Files.size(ours));
        byte[] bytes = Files.readAllBytes(ours);
        assertThat(Arrays.copyOf(theirs, 16)).isEqualTo(Arrays.copyOf(bytes, 16));
        assertThat(Arrays.copyOfRange(theirs, 20, theirs.length))
                .isEqualTo(Arrays.copyOfRange(bytes, 20, bytes.length));
    }

    /** What tcpdump makes of a capture, by its standard streams: it gives up root's rights and then opens no file of ours. */
    private Path rewrittenByTcpdump(Path capture) throws IOException, InterruptedException {
        Path out = folder.resolve("theirs.pcap");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder("tcpdump", "-r", "-", "--time-stamp-precision=nano", "-w", "-")
                .redirectInput(capture.toFile())
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).as("tcpdump ended").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return out;
    }
}

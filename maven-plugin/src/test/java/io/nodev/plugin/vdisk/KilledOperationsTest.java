package io.nodev.plugin.vdisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a Java runtime that works on virtual disks, at random moments, and looks at what is left. */
final class KilledOperationsTest {
    private static final int EXTENTS = 64;

    @TempDir
    private Path folder;

    @Test
    void losesNothingInTwentyKills() throws Exception {
        survives(20);
    }

    @Tag("slow")
    @Test
    void losesNothingInTwoHundredKills() throws Exception {
        survives(200);
    }

    private void survives(int kills) throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("image").toFile(), "rw")) {
            file.setLength((long) EXTENTS << 20);
        }
        Files.write(folder.resolve("in"), new byte[2_500_000]);
        VirtualDisks disks = new VirtualDisks(folder.resolve("db"));
        disks.format(folder.resolve("image"), 1);
        SplittableRandom random = new SplittableRandom(7);
        Map<Long, Long> acknowledged = new TreeMap<>();
        for (int kill = 0; kill < kills; kill++) {
            long inFlight = runAndKill(random, acknowledged);
            requireEveryExtentOnce(kill);
            Map<Long, Long> found = new TreeMap<>();
            for (VirtualDisk disk : disks.list()) {
                found.put(disk.id(), disk.megabytes());
                assertThat(disks.lookup(disk.id()).stream()
                                .mapToLong(VirtualDiskExtent::sectors)
                                .sum())
                        .isEqualTo(disk.megabytes() * VirtualDisks.SECTORS);
            }
            Map<Long, Long> expected = new TreeMap<>(acknowledged);
            // What was under way may be there or not; it is the one disk it was about, or a new one.
            expected.remove(inFlight);
            acknowledged = new TreeMap<>(found);
            found.remove(inFlight);
            if (inFlight == 0 && found.size() == expected.size() + 1) {
                found.remove(((TreeMap<Long, Long>) found).lastKey());
            }
            assertThat(found).as("after kill %s", kill).isEqualTo(expected);
        }
    }

    /** The disk that the last operation, not acknowledged, was about; 0 for a new one; -1 for none. */
    private long runAndKill(SplittableRandom random, Map<Long, Long> acknowledged) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.sqlite.tmpdir=" + folder,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        RandomOperations.class.getName(),
                        folder.toString(),
                        Long.toString(random.nextLong()))
                .redirectError(folder.resolve("errors").toFile())
                .start();
        long inFlight = -1;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("ready");
            TimeUnit.MICROSECONDS.sleep(random.nextLong(150_000));
            // By its handle: the process itself would close the stream, and what was said last would be lost.
            process.toHandle().destroyForcibly();
            process.waitFor();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case "begin" -> inFlight = Long.parseLong(words[1]);
                    case "has" -> acknowledged.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
                    case "gone" -> acknowledged.remove(Long.parseLong(words[1]));
                    default -> inFlight = -1;
                }
            }
        }
        assertThat(folder.resolve("errors")).content().doesNotContain("Exception");
        return inFlight;
    }

    private void requireEveryExtentOnce(int kill) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*), count(DISTINCT part_extent_no),"
                        + " count(DISTINCT vdisk_id || '/' || vdisk_extent_no) FROM vdisk_extents")) {
            assertThat(new int[] {row.getInt(1), row.getInt(2), row.getInt(3)})
                    .as("after kill %s", kill)
                    .containsOnly(EXTENTS);
        }
    }
}

package io.nodev.plugin.vdisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
    private static final int IMPORTED = 3;

    /** Each operation says two or three. */
    private static final int MOST_LINES = 80;

    /** About as long as an operation takes. */
    private static final long LONGEST_PAUSE_MICROS = 10_000;

    @TempDir
    private Path folder;

    /** What the disks hold that were made by an acknowledged import. */
    private final Map<Long, Long> seeds = new TreeMap<>();

    private int checkedContents;

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
        Files.createDirectory(folder.resolve("unpacked"));
        VirtualDisks disks = new VirtualDisks(folder.resolve("db"), Clock.systemUTC(), Duration.ofMinutes(5));
        disks.format(folder.resolve("image"), 0, 1);
        SplittableRandom random = new SplittableRandom(7);
        Map<Long, Long> acknowledged = new TreeMap<>();
        for (int kill = 0; kill < kills; kill++) {
            long inFlight = runAndKill(random, acknowledged);
            requireEveryExtentOnce(kill);
            Map<Long, Long> found = sizes(disks);
            Map<Long, Long> expected = new TreeMap<>(acknowledged);
            acknowledged = new TreeMap<>(found);
            // What was under way may be there or not; it is the one disk it was about, or a new one.
            expected.remove(inFlight);
            found.remove(inFlight);
            if (inFlight == 0 && found.size() == expected.size() + 1) {
                found.remove(((TreeMap<Long, Long>) found).lastKey());
            }
            assertThat(found).as("after kill %s", kill).isEqualTo(expected);
            seeds.keySet().retainAll(acknowledged.keySet());
            for (long imported : seeds.keySet()) {
                requireContent(disks, imported, kill);
            }
        }
        assertThat(checkedContents).isGreaterThan(kills);
    }

    private static Map<Long, Long> sizes(VirtualDisks disks) throws Exception {
        Map<Long, Long> sizes = new TreeMap<>();
        for (VirtualDisk disk : disks.list()) {
            sizes.put(disk.id(), disk.megabytes());
            assertThat(disks.lookup(disk.id()).stream()
                            .mapToLong(VirtualDiskExtent::sectors)
                            .sum())
                    .isEqualTo(disk.megabytes() * VirtualDisks.SECTORS);
        }
        return sizes;
    }

    /** An acknowledged import is on its disk, and nothing that was under way later wrote over it. */
    private void requireContent(VirtualDisks disks, long id, int kill) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(IMPORTED << 20);
        try (FileChannel image = FileChannel.open(folder.resolve("image"))) {
            for (VirtualDiskExtent extent : disks.lookup(id).subList(0, IMPORTED)) {
                bytes.limit(bytes.position() + (1 << 20));
                assertThat(image.read(bytes, extent.startSector() * 512)).isEqualTo(1 << 20);
            }
        }
        byte[] expected = Arrays.copyOf(RandomOperations.content(seeds.get(id)), IMPORTED << 20);
        assertThat(Arrays.equals(bytes.array(), expected))
                .as("content of %s after kill %s", id, kill)
                .isTrue();
        checkedContents++;
    }

    /** The disk that the last operation, not acknowledged, was about; 0 for a new one; -1 for none. */
    private long runAndKill(SplittableRandom random, Map<Long, Long> acknowledged) throws Exception {
        Process process =
                OtherRuntime.start(List.of(), RandomOperations.class, folder, String.valueOf(random.nextLong()));
        long inFlight = -1;
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("ready");
            for (int left = random.nextInt(MOST_LINES); left > 0; left--) {
                inFlight = note(lines.readLine().split(" "), acknowledged, inFlight);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextLong(LONGEST_PAUSE_MICROS));
            // By its handle: the process itself would close the stream, and what was said last would be lost.
            process.toHandle().destroyForcibly();
            process.waitFor();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                inFlight = note(line.split(" "), acknowledged, inFlight);
            }
        }
        assertThat(folder.resolve("errors")).content().doesNotContain("Exception");
        return inFlight;
    }

    private long note(String[] words, Map<Long, Long> acknowledged, long inFlight) {
        switch (words[0]) {
            case "begin":
                return Long.parseLong(words[1]);
            case "has":
                acknowledged.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
                if (words.length > 3) {
                    seeds.put(Long.parseLong(words[1]), Long.parseLong(words[3]));
                }
                return inFlight;
            case "gone":
                acknowledged.remove(Long.parseLong(words[1]));
                return inFlight;
            default:
                return -1;
        }
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

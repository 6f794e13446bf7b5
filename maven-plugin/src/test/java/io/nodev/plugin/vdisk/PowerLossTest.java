package io.nodev.plugin.vdisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which operations force things to the disk, as the kernel sees it. */
final class PowerLossTest {
    private static final String STRACE = "/usr/bin/strace";
    private static final Pattern CALL = Pattern.compile("(fsync|fdatasync|unlink|rename|mkdir)\\((.*)");
    private static final Pattern PATH = Pattern.compile("[<\"](/[^>\"]*)[>\"]");

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void makesAnImageAndAFile() throws IOException {
        folder = temporary.toRealPath();
        Files.createDirectory(folder.resolve("unpacked"));
        Files.write(folder.resolve("in"), new byte[1_000]);
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("image").toFile(), "rw")) {
            file.setLength(4 << 20);
        }
    }

    /** What is traced: a folder is made after each operation. */
    static final class Operations {
        private Operations() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            VirtualDisks disks = new VirtualDisks(folder.resolve("new/er/db"));
            disks.format(folder.resolve("image"), 0, 1);
            Files.createDirectory(folder.resolve("formatted"));
            disks.importFile(folder.resolve("in"), 0);
            Files.createDirectory(folder.resolve("imported"));
            disks.exportTo(1, folder.resolve("out"));
            Files.createDirectory(folder.resolve("exported"));
        }
    }

    @Test
    void findsNothingAcknowledgedThatIsNotOnTheDisk() throws Exception {
        List<String> done = trace();
        int formatted = done.indexOf("mkdir formatted");
        int imported = done.indexOf("mkdir imported");
        int exported = done.indexOf("mkdir exported");

        assertThat(done.subList(0, formatted))
                .containsSubsequence("mkdir new", "force .", "mkdir new/er", "force new")
                .containsSubsequence("force new", "force new/er/db", "unlink new/er/db-journal", "force new/er");
        assertThat(done.subList(formatted, imported))
                .containsSubsequence("force image", "force new/er/db", "unlink new/er/db-journal", "force new/er")
                .containsOnlyOnce("unlink new/er/db-journal");
        assertThat(done.subList(imported, exported)).containsSubsequence("force PART", "rename out", "force .");
    }

    private List<String> trace() throws Exception {
        Path log = folder.resolve("calls");
        List<String> strace = List.of(STRACE, "-f", "-y", "-s", "4096", "-o", log.toString());
        assumeTrue(Files.isExecutable(Path.of(STRACE)), "strace is not installed: order not checked");
        List<String> attempt = new ArrayList<>(strace);
        attempt.add("true");
        assumeTrue(new ProcessBuilder(attempt).start().waitFor() == 0, "nothing may be traced: order not checked");

        List<String> before = new ArrayList<>(strace);
        before.addAll(List.of("-e", "trace=/^(fsync|fdatasync|unlink|rename|mkdir)$"));
        Process traced = OtherRuntime.start(before, Operations.class, folder);
        assertThat(traced.waitFor())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        return Files.readAllLines(log).stream()
                .map(CALL::matcher)
                .filter(Matcher::find)
                .map(this::shown)
                .toList();
    }

    /** A call and the path it was about, or the new one of two, from the folder. */
    private String shown(Matcher call) {
        Path last = folder;
        for (Matcher path = PATH.matcher(call.group(2)); path.find(); ) {
            last = Path.of(path.group(1));
        }
        String name = last.equals(folder) ? "." : folder.relativize(last).toString();
        String what = call.group(1).endsWith("sync") ? "force" : call.group(1);
        return what + " " + (name.endsWith(".part") ? "PART" : name);
    }

    @Test
    void isWhatEveryConnectionIsSetFor() throws Exception {
        new VirtualDisks(folder.resolve("db")).format(folder.resolve("image"), 0, 1);
        Database database = new Database(folder.resolve("db"), Duration.ofMinutes(5));
        Map<String, String> found = new TreeMap<>();
        for (String pragma : List.of("journal_mode", "synchronous", "fullfsync")) {
            found.put(
                    pragma,
                    database.write(tables -> tables.rows("PRAGMA " + pragma, row -> row.getString(1))
                            .get(0)));
        }
        // 3 is EXTRA.
        assertThat(found).isEqualTo(Map.of("journal_mode", "delete", "synchronous", "3", "fullfsync", "1"));
    }
}

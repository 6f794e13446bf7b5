package io.nodev.plugin.vdisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several Java runtimes on one database, and one that cannot unpack SQLite. */
final class SharedDatabaseTest {
    private static final int TIMES = 20;

    @TempDir
    private Path folder;

    private VirtualDisks disks;

    @BeforeEach
    void formatsOneHundredExtents() throws Exception {
        Files.createDirectory(folder.resolve("unpacked"));
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("image").toFile(), "rw")) {
            file.setLength(100 << 20);
        }
        disks = withPatience(Duration.ofMinutes(5));
        disks.format(folder.resolve("image"), 0, 1);
        disks.create(1, 0);
    }

    private VirtualDisks withPatience(Duration patience) {
        return new VirtualDisks(folder.resolve("db"), Clock.systemUTC(), patience);
    }

    @Test
    void losesNoUpdateOfTwoRuntimesAtOnce() throws Exception {
        List<Process> others = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            others.add(OtherRuntime.start(List.of(), OtherRuntime.class, folder, String.valueOf(TIMES)));
        }
        for (Process other : others) {
            assertThat(other.inputReader().readLine())
                    .as(Files.readString(folder.resolve("errors")))
                    .isEqualTo("done");
        }

        List<VirtualDiskExtent> used = new ArrayList<>();
        for (VirtualDisk disk : disks.list()) {
            assertThat(disk.megabytes()).isEqualTo(disk.id() == 1 ? 1 + 2 * TIMES : 1);
            used.addAll(disks.lookup(disk.id()));
        }
        assertThat(used).hasSize(1 + 4 * TIMES).doesNotHaveDuplicates();
        assertThat(disks.freeMegabytes()).isEqualTo(99 - 4 * TIMES);
    }

    @Test
    void givesUpAfterItsPatienceWhileAnotherRuntimeHoldsTheDatabase() throws Exception {
        Process other = OtherRuntime.start(List.of(), OtherRuntime.class, folder, "0");
        try (BufferedReader lines = other.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("held");
            assertThatThrownBy(() -> withPatience(Duration.ofMillis(200)).create(1, 0))
                    .isInstanceOf(VirtualDiskException.class)
                    .hasMessageContaining("is in use by another process, for more than 200 ms");
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(disks.create(1, 0)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"noexec", "ro"})
    void namesThePropertyWhenNothingCanBeUnpackedOrRunFromTheFolder(String option) throws Exception {
        String script = "mount -t tmpfs -o " + option + " none '" + folder.resolve("unpacked") + "' && exec \"$@\"";
        List<String> mounted = List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh");
        assumeThat(succeeds(mounted)).as("mounts in a namespace").isTrue();

        Process other = OtherRuntime.start(mounted, OtherRuntime.class, folder, "1");

        assertThat(other.waitFor()).isEqualTo(1);
        assertThat(folder.resolve("errors"))
                .content()
                .contains(
                        "error ND-D003: SQLite's native library cannot be unpacked to " + folder.resolve("unpacked"),
                        "fix: name a folder that can be written and that programs may run from: -Dorg.sqlite.tmpdir=");
        assertThat(disks.list()).hasSize(1);
    }

    private static boolean succeeds(List<String> before) throws Exception {
        List<String> command = new ArrayList<>(before);
        command.add("true");
        return Files.isExecutable(Path.of("/usr/bin/unshare"))
                && new ProcessBuilder(command).start().waitFor() == 0;
    }
}

package io.nodev.plugin.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.CdromDisk;
import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.ImageDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the build takes for a disk's capacity is what the driver finds when the machine starts. */
class ImageSizesTest {
    private static final String MACHINE = """
            name: sizes
            nics:
              - {name: eth0, mac: 00:02:b3:9d:1f:aa}
            disks:
              - {name: hdc, driver: DRIVER, image: some.img}
            domains:
              - id: 0
            """;

    @TempDir
    private Path directory;

    private Path image(int bytes) throws IOException {
        return Files.write(directory.resolve("some.img"), new byte[bytes]);
    }

    private long sectorsFor(String driver) {
        MachineSpec machine = Description.in(directory).machine(MACHINE.replace("DRIVER", driver));
        return machine.block().disks().get(0).backing().sectors();
    }

    @ParameterizedTest
    @ValueSource(ints = {2_048, 2_560, 4_095, 5_000, 6_144})
    void areThoseOfTheCdDrive(int bytes) throws IOException {
        Path image = image(bytes);
        try (Disk disk = CdromDisk.open("hdc", 0x1600, image)) {
            assertThat(sectorsFor("iso")).isEqualTo(disk.sectors()).isEqualTo(bytes / 2_048 * 4L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1_023, 2_560, 5_000})
    void areThoseOfTheHardDisk(int bytes) throws IOException {
        Path image = image(bytes);
        try (Disk disk = ImageDisk.open(DriveSpec.disk("hdc", 0x1600), image)) {
            assertThat(sectorsFor("image")).isEqualTo(disk.sectors()).isEqualTo(bytes / 512);
        }
    }

    @Test
    void areRefusedWithoutAWholeBlock() throws IOException {
        image(2_047);
        assertThat(Description.in(directory).problemsOf(MACHINE.replace("DRIVER", "iso")))
                .isEqualTo("""
                        machine.yaml:5:37: error ND-B008: the image 'some.img' has no whole block of 2048 bytes
                          - {name: hdc, driver: iso, image: some.img}
                                                            ^
                        fix: name the image of a CD
                        """);
    }
}

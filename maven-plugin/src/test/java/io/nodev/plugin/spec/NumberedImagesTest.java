package io.nodev.plugin.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedImagesTest {
    private static final int HEADER_LINES = 7;

    @TempDir
    private Path directory;

    @BeforeEach
    void makeOneMoreThanThereAreNumbers() throws IOException {
        for (int i = 0; i <= 256; i++) {
            Files.write(directory.resolve(i + ".img"), new byte[512]);
        }
    }

    private static String machine(int images) {
        StringBuilder yaml = new StringBuilder("""
                name: many
                nics:
                  - {name: eth0, mac: 00:02:b3:9d:1f:aa}
                domains:
                  - id: 0
                  - id: 1
                    vbds:
                """);
        for (int i = 0; i < images; i++) {
            yaml.append("      - file:" + i + ".img," + (1_000 + i) + ",r\n");
        }
        return yaml.toString();
    }

    @Test
    void haveANumberEach() {
        assertThat(Description.in(directory).machine(machine(256)).block().disks())
                .hasSize(256)
                .extracting(DiskSpec::device)
                .doesNotHaveDuplicates()
                .contains(0x700, 0x7FF);
    }

    @Test
    void areRefusedWhenThereIsNoNumberLeft() {
        assertThat(Description.in(directory).headlinesOf(machine(257)))
                .isEqualTo("machine.yaml:" + (HEADER_LINES + 257) + ":9: error ND-B034: VBD 4:232 of domain 1 is of"
                        + " one image too many; VBDs with file: name at most 256\n");
    }
}

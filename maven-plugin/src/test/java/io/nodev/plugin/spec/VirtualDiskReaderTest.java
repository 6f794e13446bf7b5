package io.nodev.plugin.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Extent;
import io.nodev.plugin.vdisk.VirtualDisks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualDiskReaderTest {
    private static final int MEGABYTE = 1 << 20;
    private static final String MACHINE = """
            name: virtual
            nics:
              - {name: eth0, mac: 00:02:b3:9d:1f:aa}
            disks:
              - {name: hda, image: pool.img}
            domains:
              - id: 0
              - id: 1
                vbds:
                  - vd:1,hda1,w
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void makeADiskOfTwoExtents() throws Exception {
        image("pool.img");
        Path database = directory.resolve(VirtualDisks.DEFAULT_DATABASE);
        Files.createDirectories(database.getParent());
        VirtualDisks disks = new VirtualDisks(database);
        disks.format(directory.resolve("pool.img"), 0, 2);
        disks.create(3, 0);
    }

    private void image(String name) throws IOException {
        try (RandomAccessFile image =
                new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
            image.setLength(8 * MEGABYTE);
        }
    }

    @Test
    void makesAVbdOfTheExtentsInOrder() {
        VbdSpec vbd = Description.in(directory)
                .machine(MACHINE)
                .domain(1)
                .orElseThrow()
                .vbds()
                .get(0);

        assertThat(vbd.extents()).isEqualTo(List.of(new Extent(0x300, 0, 4_096), new Extent(0x300, 4_096, 2_048)));
        assertThat(vbd.uname()).isEqualTo("vd:1");
    }

    @Test
    void saysThatThereIsNoSuchDisk() {
        assertThat(Description.in(directory).headlinesOf(MACHINE.replace("vd:1", "vd:7")))
                .startsWith("machine.yaml:10:9: error ND-B028: virtual disk 7 cannot be found: ");
    }

    @Test
    void asksForTheImageAmongTheDisks() throws IOException {
        image("other.img");

        assertThat(Description.in(directory).headlinesOf(MACHINE.replace("image: pool.img", "image: other.img")))
                .startsWith("machine.yaml:10:9: error ND-B028: virtual disk 1 cannot be found: it lies in the image ")
                .endsWith("pool.img, which is no disk of the machine\n");
    }

    @Test
    void judgesSharingWithTheDiskItLiesOn() {
        assertThat(Description.in(directory)
                        .headlinesOf(MACHINE + "  - id: 2\n    vbds:\n      - phy:hda,hda,r\n"
                                + "vbd: {semantics: as-documented}\n"))
                .isEqualTo("machine.yaml:13:9: error ND-B029: VBD hda of domain 2 reads sectors that VBD hda1 of"
                        + " domain 1 writes in line 10\n");
    }
}

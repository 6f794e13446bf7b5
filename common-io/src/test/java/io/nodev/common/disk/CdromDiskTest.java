package io.nodev.common.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdromDiskTest {
    @TempDir
    private Path folder;

    @Test
    void aBlockIsFourSectorsThatCannotBeWritten() throws IOException {
        byte[] bytes = new byte[3 * CdromDisk.BLOCK_SIZE + 512];
        new Random(3).nextBytes(bytes);
        Path image = Files.write(folder.resolve("cd.iso"), bytes);
        try (Disk disk = CdromDisk.open("hdc", 0x1600, image)) {
            assertThat(disk.type()).isEqualTo(DiskType.CDROM);
            assertThat(disk.readOnly()).isTrue();
            assertThat(disk.sectors()).as("whole blocks only").isEqualTo(12);
            DiskOwner owner = new DiskOwner(disk);
            assertThat(owner.read(3, 6)).isEqualTo(Arrays.copyOfRange(bytes, 1_536, 4_608));
            assertThat(owner.canRead(12, 1)).isFalse();
            assertThat(owner.write(0, new byte[512])).isFalse();
            assertThat(owner.flush()).isTrue();
        }
        assertThat(image).hasBinaryContent(bytes);
    }

    @Test
    void anImageWithoutAWholeBlockIsNone() throws IOException {
        Path image = Files.write(folder.resolve("cd.iso"), new byte[2_047]);
        assertThatThrownBy(() -> CdromDisk.open("hdc", 0x1600, image))
                .hasMessage(image + " is shorter than a block of 2048 bytes");
    }
}

package io.nodev.common.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.ImageDisk;
import io.nodev.common.disk.MemoryDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineDisksTest {
    private static final DriveSpec HDA = DriveSpec.disk("hda", 0x300);
    private static final DriveSpec HDB = DriveSpec.disk("hdb", 0x340);
    private static final DriveSpec READ_ONLY = DriveSpec.readOnlyDisk("hdc", 0x1600);

    @TempDir
    Path folder;

    private final MachineDisks disks = new MachineDisks();
    private Path image;

    @BeforeEach
    void writeImage() throws IOException {
        image = Files.write(folder.resolve("one.img"), new byte[1024]);
    }

    private void refuses(Disk added) {
        assertThatThrownBy(() -> disks.add(added))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two disks are one file, which may be written: disks=hda, " + added.name());
    }

    @Test
    void refuseOneFileTwiceByTheSameName() throws IOException {
        disks.add(ImageDisk.open(HDA, image));
        refuses(ImageDisk.open(HDB, folder.resolve("./one.img")));
    }

    @Test
    void refuseOneFileTwiceByASymbolicLink() throws IOException {
        disks.add(ImageDisk.open(HDA, image));
        refuses(ImageDisk.open(HDB, Files.createSymbolicLink(folder.resolve("soft.img"), image)));
    }

    @Test
    void refuseOneFileTwiceByAHardLink() throws IOException {
        disks.add(ImageDisk.open(HDA, image));
        refuses(ImageDisk.open(HDB, Files.createLink(folder.resolve("hard.img"), image)));
    }

    @Test
    void refuseOneFileTwiceIfOnlyOneOfTheDisksMayBeWritten() throws IOException {
        disks.add(ImageDisk.open(HDA, image));
        refuses(ImageDisk.open(READ_ONLY, image));
    }

    @Test
    void refuseOneFileAgainAfterItsDiskWasGivenToAnotherOwner() throws IOException {
        disks.add(ImageDisk.open(HDA, image).reset());
        refuses(ImageDisk.open(HDB, image).reset());
    }

    @Test
    void refuseOneNumberTwice() throws IOException {
        disks.add(ImageDisk.open(HDA, image));
        assertThatThrownBy(() -> disks.add(MemoryDisk.of("xvda", HDA.device(), 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two disks have one number: disks=hda, xvda");
    }

    @Test
    void takeOneFileTwiceToRead() throws IOException {
        disks.add(ImageDisk.open(READ_ONLY, image));
        disks.add(ImageDisk.open(DriveSpec.readOnlyDisk("hdd", 0x1640), image));
        assertThat(disks.all()).extracting(Disk::name).containsExactly("hdc", "hdd");
        disks.all().forEach(Disk::close);
    }

    @Test
    void takeTwoFilesOfTheSameContentAndTwoDisksInMemory() throws IOException {
        disks.add(ImageDisk.open(HDA, image));
        disks.add(ImageDisk.open(HDB, Files.copy(image, folder.resolve("other.img"))));
        disks.add(MemoryDisk.of("xvda", 0xca00, 2));
        disks.add(MemoryDisk.of("xvdb", 0xca10, 2));
        assertThat(disks.all()).hasSize(4);
        disks.all().forEach(Disk::close);
    }
}

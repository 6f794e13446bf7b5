package io.nodev.common.machine;

import io.nodev.common.disk.CdromDisk;
import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskType;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.ImageDisk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Opens the images that a machine was built for. */
public final class MachineDisk {
    private MachineDisk() {}

    /**
     * Opens an image that lies where the machine was described.
     *
     * @param image relative to the working directory
     * @param sectors how many the image had when the machine was built
     * @throws IllegalStateException if it cannot be opened, or has become shorter: VBDs would lie beyond its end
     */
    public static Disk open(DriveSpec drive, String image, long sectors) {
        return open(drive, Path.of(image), sectors);
    }

    /** {@link #open(DriveSpec, String, long)} by a path. */
    public static Disk open(DriveSpec drive, Path image, long sectors) {
        Disk disk = open(drive, image);
        if (disk.sectors() < sectors) {
            long left = disk.sectors();
            disk.close();
            throw new IllegalStateException("disk " + drive.name() + ": " + image + " has " + left + " sectors; it had "
                    + sectors + " when the machine was built");
        }
        return disk;
    }

    /**
     * Opens an image that is packed beside a machine's classes. It is copied to a file of its own, which goes when the program
     * ends.
     *
     * @param machine the class that it lies beside
     * @param name its name, without a path
     * @throws IllegalStateException if there is none, or it cannot be copied
     */
    public static Disk packed(DriveSpec drive, Class<?> machine, String name) {
        try (InputStream in = machine.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("a machine's images are packed beside its classes: class="
                        + machine.getName() + ", name=" + name);
            }
            Path copy = Files.createTempFile("nodev-", "-" + name);
            copy.toFile().deleteOnExit();
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return open(drive, copy);
        } catch (IOException e) {
            throw new IllegalStateException("disk " + drive.name() + ": cannot unpack " + name + ": " + e, e);
        }
    }

    private static Disk open(DriveSpec drive, Path image) {
        try {
            return drive.type() == DiskType.CDROM
                    ? CdromDisk.open(drive.name(), drive.device(), image)
                    : ImageDisk.open(drive, image);
        } catch (IOException e) {
            throw new IllegalStateException("disk " + drive.name() + " cannot be opened: " + e.getMessage(), e);
        }
    }
}

package io.nodev.common.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Hard disks in raw image files: byte 0 of the file is byte 0 of sector 0. Bytes after the last whole sector of the file are not
 * part of the disk. A flush is done when the host says that the file lies on its disk; how the file may fail is told at
 * {@link FileMedium} and {@link QueuedDisk}.
 */
public final class ImageDisk {
    private ImageDisk() {}

    /**
     * Opens a disk.
     *
     * @param drive what it is; a read-only drive needs a file that can be read only
     * @throws IOException if there is no such file, it cannot be opened so, or it holds no whole sector
     */
    public static Disk open(DriveSpec drive, Path image) throws IOException {
        return new QueuedDisk(drive, FileMedium.open(image, drive.readOnly(), Disk.SECTOR_SIZE));
    }
}

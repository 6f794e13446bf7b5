package io.nodev.common.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * CD-ROM drives with an ISO image in them. A CD has blocks of 2,048 bytes, of which each is shown as four sectors; bytes after
 * the last whole block are not part of the disk. What the blocks hold is not looked at.
 */
public final class CdromDisk {
    /** Bytes of a block. Source: ECMA-119, section 6.1.2. */
    public static final int BLOCK_SIZE = 2_048;

    private CdromDisk() {}

    /**
     * Opens a drive.
     *
     * @param name as {@code cdrom}
     * @param device number of the drive; see {@link DeviceNumber}
     * @throws IOException if there is no such file, it cannot be read, or it holds no whole block
     */
    public static Disk open(String name, int device, Path image) throws IOException {
        return new QueuedDisk(DriveSpec.cdrom(name, device), FileMedium.open(image, true, BLOCK_SIZE));
    }
}

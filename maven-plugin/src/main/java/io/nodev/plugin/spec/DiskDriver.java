package io.nodev.plugin.spec;

import io.nodev.common.disk.CdromDisk;
import io.nodev.common.disk.Disk;

/** What a disk keeps its sectors on. */
public enum DiskDriver {
    /** A file with the sectors of a hard disk. */
    IMAGE("image", Disk.SECTOR_SIZE),
    /** A file with an ISO 9660 file system, in a CD-ROM drive. */
    ISO("iso", CdromDisk.BLOCK_SIZE),
    /** Memory: every sector is zero when the machine starts, and gone when it ends. */
    MEMORY("memory", Disk.SECTOR_SIZE);

    private final String key;
    private final int blockSize;

    DiskDriver(String key, int blockSize) {
        this.key = key;
        this.blockSize = blockSize;
    }

    static final Words<DiskDriver> WORDS = Words.of(DiskDriver.class, DiskDriver::key);

    /** The name in a machine's description. */
    public String key() {
        return key;
    }

    /** Bytes of a block: those after the last whole block of a file are not part of the disk. */
    int blockSize() {
        return blockSize;
    }
}

package io.nodev.plugin.spec;

import java.util.Optional;

/**
 * What the sectors of a disk are on.
 *
 * @param driver of which kind it is
 * @param image the file they are in; none for memory
 * @param sectors its capacity in sectors of 512 bytes; 0 if the image could not be read
 * @param readOnly whether writes are refused by the drive itself; always for a CD-ROM
 * @param packed whether the image is packed into the machine's jar
 */
public record DiskBacking(DiskDriver driver, Optional<FileSpec> image, long sectors, boolean readOnly, boolean packed) {
    /** The largest capacity of a disk in memory, in sectors: 1 GiB. */
    public static final long MAX_MEMORY_SECTORS = 1L << 21;

    /** The same, with or without writes. */
    DiskBacking withReadOnly(boolean only) {
        return new DiskBacking(driver, image, sectors, only, packed);
    }
}

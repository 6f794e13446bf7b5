package io.nodev.plugin.vdisk;

import java.nio.file.Path;

/**
 * A part of a virtual disk.
 *
 * @param image the image file it lies in, an absolute path without symbolic links
 * @param startSector its first sector in the image, of 512 bytes, from 0
 * @param sectors its length in sectors, at least 1
 */
public record VirtualDiskExtent(Path image, long startSector, long sectors) {}

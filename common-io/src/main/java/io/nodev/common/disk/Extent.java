package io.nodev.common.disk;

/**
 * A run of sectors of one disk.
 *
 * @param device number of the disk, 0 to 65,535
 * @param start first sector, 0 or more
 * @param sectors how many, 0 or more
 */
public record Extent(int device, long start, long sectors) {
    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Extent {
        if (device < 0 || device > 0xFFFF || start < 0 || sectors < 0 || start + sectors < 0) {
            throw new IllegalArgumentException(
                    "no extent: device=" + device + ", start=" + start + ", sectors=" + sectors);
        }
    }

    /** The first sector after it. */
    public long end() {
        return start + sectors;
    }
}

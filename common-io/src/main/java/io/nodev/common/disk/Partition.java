package io.nodev.common.disk;

/**
 * A part of a disk, as its partition table says.
 *
 * @param number as in {@code hda1}, from 1
 * @param start first sector
 * @param sectors how many, 1 or more
 */
public record Partition(int number, long start, long sectors) {
    /** The part of a disk of that number. */
    public Extent of(int device) {
        return new Extent(device, start, sectors);
    }
}

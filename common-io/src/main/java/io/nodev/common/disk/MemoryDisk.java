package io.nodev.common.disk;

/** Disks in memory: empty at first, gone with the program. */
public final class MemoryDisk {
    private MemoryDisk() {}

    /**
     * A hard disk of zeros that can be written.
     *
     * @param name as {@code hda}
     * @param device number of the whole drive; see {@link DeviceNumber}
     * @param sectors 0 or more, taken from the heap at once
     */
    public static Disk of(String name, int device, long sectors) {
        return of(DriveSpec.disk(name, device), sectors);
    }

    /**
     * A drive of zeros.
     *
     * @param sectors 0 or more, taken from the heap at once
     */
    public static Disk of(DriveSpec drive, long sectors) {
        return new QueuedDisk(drive, new MemoryMedium(Math.multiplyExact(sectors, Disk.SECTOR_SIZE)));
    }
}

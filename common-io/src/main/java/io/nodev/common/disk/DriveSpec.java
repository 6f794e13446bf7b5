package io.nodev.common.disk;

import java.util.Objects;

/**
 * What a drive is, whatever medium it is opened on.
 *
 * @param name the name in the machine's description, as {@code hda}
 * @param device number of the whole drive, 0 to 65,535; see {@link DeviceNumber}
 * @param type what kind of drive it is
 * @param readOnly whether the drive refuses writes
 */
public record DriveSpec(String name, int device, DiskType type, boolean readOnly) {
    /**
     * @throws IllegalArgumentException if the number does not fit in 16 bits
     */
    public DriveSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        if (device < 0 || device > 0xFFFF) {
            throw new IllegalArgumentException("a device number has 16 bits: device=" + device);
        }
    }

    /** A hard disk that can be written. */
    public static DriveSpec disk(String name, int device) {
        return new DriveSpec(name, device, DiskType.DISK, false);
    }

    /** A hard disk that refuses writes. */
    public static DriveSpec readOnlyDisk(String name, int device) {
        return new DriveSpec(name, device, DiskType.DISK, true);
    }

    /** A CD-ROM drive. */
    public static DriveSpec cdrom(String name, int device) {
        return new DriveSpec(name, device, DiskType.CDROM, true);
    }
}

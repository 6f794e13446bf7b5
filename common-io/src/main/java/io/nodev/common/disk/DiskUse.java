package io.nodev.common.disk;

/**
 * That somebody uses sectors of a disk.
 *
 * @param user who, as a message is to say it: {@code VBD hda1 of domain 2}, {@code domain 0's file system /boot}
 * @param extent the sectors; of none, nobody is a user
 * @param writable whether they may be written
 */
public record DiskUse(String user, Extent extent, boolean writable) {
    /** Whether this use holds a sector of the same disk. */
    boolean holds(int device, long sector) {
        return extent.device() == device && sector >= extent.start() && sector < extent.end();
    }
}

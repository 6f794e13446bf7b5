package io.nodev.common.disk;

/**
 * That somebody uses sectors of a disk.
 *
 * @param vbd through which VBD; null if through none
 * @param user who, as a message is to say it: {@code VBD hda1 of domain 2}, {@code domain 0's file system /boot}
 * @param extent the sectors; of none, nobody is a user
 * @param writable whether they may be written
 */
public record DiskUse(VbdKey vbd, String user, Extent extent, boolean writable) {
    /** A use by somebody who has no VBD there. */
    public DiskUse(String user, Extent extent, boolean writable) {
        this(null, user, extent, writable);
    }

    /** A use by a VBD. */
    public DiskUse(VbdKey vbd, Extent extent, boolean writable) {
        this(vbd, vbd.toString(), extent, writable);
    }

    /** Whether this use holds a sector of the same disk. */
    boolean holds(int device, long sector) {
        return extent.device() == device && sector >= extent.start() && sector < extent.end();
    }
}

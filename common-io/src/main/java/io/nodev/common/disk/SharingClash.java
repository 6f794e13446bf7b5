package io.nodev.common.disk;

/**
 * Two uses of the same sectors.
 *
 * @param existing the one that was there
 * @param wanted the one that is asked for
 */
public record SharingClash(DiskUse existing, DiskUse wanted) {
    /** 0 if both only read, 1 if one of them writes, 2 if both do. */
    public int level() {
        return (existing.writable() ? 1 : 0) + (wanted.writable() ? 1 : 0);
    }

    /** Both users, the sectors they share, and what would allow it; one line. */
    public String message() {
        Extent one = existing.extent();
        Extent other = wanted.extent();
        long first = Math.max(one.start(), other.start());
        long last = Math.min(one.end(), other.end()) - 1;
        return wanted.user() + " " + verb(wanted) + " sectors " + first + " to " + last + " of "
                + DeviceNumber.name(other.device()) + ", which " + existing.user() + " " + verb(existing)
                + ": level " + level() + " of sharing (vbd_expert) allows that";
    }

    private static String verb(DiskUse use) {
        return use.writable() ? "writes" : "reads";
    }
}

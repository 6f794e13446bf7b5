package io.nodev.common.disk;

/**
 * How far users of a disk may share sectors.
 *
 * @param level what is allowed, as the {@code vbd_expert} of 2004: 0 for readers alone, 1 for a writer with readers, 2 for
 *     anything
 * @param containment whether a use that lies inside the other counts, as was documented; as it was built, one counted only if it
 *     holds the first or the last sector of what is asked for, so a whole disk could be handed out beside its own partition
 */
public record SharingPolicy(int level, boolean containment) {
    /**
     * @throws IllegalArgumentException if there is no such level
     */
    public SharingPolicy {
        if (level < 0 || level > 2) {
            throw new IllegalArgumentException("a level of sharing is 0, 1 or 2: level=" + level);
        }
    }

    /** As the tools of 2004 checked. Source: tools/xenctl/lib/utils.py at ddc87ed302. */
    public static SharingPolicy asBuilt(int level) {
        return new SharingPolicy(level, false);
    }

    /** As the documentation of 2004 has it. Source: docs/VBD-HOWTO.txt at ddc87ed302. */
    public static SharingPolicy asDocumented(int level) {
        return new SharingPolicy(level, true);
    }
}

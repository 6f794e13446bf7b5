package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a VBD is made of: {@code phy:} and a disk or its partition, {@code file:} and an image, {@code vd:} and the id of a
 * virtual disk. Source: {@code lookup_disk_uname} of tools/xenctl/lib/utils.py at ddc87ed302 for {@code phy:} and {@code vd:};
 * tools/python/xen/xend/server/blkif.py at 5c70ae783d for {@code file:}.
 *
 * @param kind which of them
 * @param name what follows the colon, of a device without {@code /dev/}
 * @param text all of it
 */
record Uname(Kind kind, String name, String text) {
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<phy>phy):(?:/dev/)?(?<disk>[A-Za-z][A-Za-z0-9._-]*)|(?<file>file):(?<path>[^,:]+)|vd:(?<id>[0-9]+))");

    /** What stands before the colon. */
    enum Kind {
        /** A disk of the machine, or a partition of one. */
        PHY,
        /** A file with the sectors of a disk. */
        FILE,
        /** A virtual disk of the database. */
        VD
    }

    /**
     * @param value what the text is in
     */
    static Optional<Uname> read(YamlValue value, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            value.error(
                    ProblemCode.BAD_UNAME,
                    "'" + text + "' is nothing to make a VBD of; it must be phy: and a disk or partition, file: and an"
                            + " image, or vd: and the number of a virtual disk",
                    "write it as phy:cdrom, phy:hda1, file:swap.img or vd:3");
            return Optional.empty();
        }
        if (form.group("phy") != null) {
            return Optional.of(new Uname(Kind.PHY, form.group("disk"), text));
        }
        return Optional.of(
                form.group("file") != null
                        ? new Uname(Kind.FILE, form.group("path"), text)
                        : new Uname(Kind.VD, form.group("id"), text));
    }
}

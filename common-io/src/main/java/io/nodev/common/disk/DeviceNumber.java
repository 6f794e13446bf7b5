package io.nodev.common.disk;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Block device numbers, {@code major << 8 | minor}, and the names that Linux 2.4 gives them: IDE drives {@code hda} to
 * {@code hdt} with 63 partitions each, SCSI disks {@code sda} to {@code sddx} and Xen's {@code xvda} to {@code xvdp} with 15.
 * Sources: Documentation/devices.txt of Linux 2.4.25; tools/misc/xen-mkdevnodes at ddc87ed302 for major 125.
 */
public final class DeviceNumber {
    private static final int[] IDE_MAJORS = {3, 22, 33, 34, 56, 57, 88, 89, 90, 91};
    private static final int[] SCSI_MAJORS = {8, 65, 66, 67, 68, 69, 70, 71};
    private static final int[] XEN_MAJORS = {125};
    private static final int LETTERS = 26;
    private static final Pattern NAME = Pattern.compile("(hd|sd|xvd)([a-z]{1,2})([1-9][0-9]?)?");

    private DeviceNumber() {}

    private enum Family {
        IDE("hd", IDE_MAJORS, 64),
        SCSI("sd", SCSI_MAJORS, 16),
        XEN("xvd", XEN_MAJORS, 16);

        private final String prefix;
        private final int[] majors;
        private final int minors;

        Family(String prefix, int[] majors, int minors) {
            this.prefix = prefix;
            this.majors = majors;
            this.minors = minors;
        }

        int unitsPerMajor() {
            return this == IDE ? 2 : 256 / minors;
        }

        int majorIndex(int major) {
            for (int i = 0; i < majors.length; i++) {
                if (majors[i] == major) {
                    return i;
                }
            }
            return -1;
        }
    }

    /**
     * The number of a name.
     *
     * @param name as {@code hda}, {@code sdb2} or {@code xvda}, without {@code /dev/}
     * @return empty if no device is called so
     */
    public static OptionalInt parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        Family family = family(matcher.group(1));
        int unit = unit(matcher.group(2));
        int partition = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        int majorIndex = unit / family.unitsPerMajor();
        if (majorIndex >= family.majors.length || partition >= family.minors) {
            return OptionalInt.empty();
        }
        int minor = unit % family.unitsPerMajor() * family.minors + partition;
        return OptionalInt.of(family.majors[majorIndex] << 8 | minor);
    }

    private static Family family(String prefix) {
        for (Family family : Family.values()) {
            if (family.prefix.equals(prefix)) {
                return family;
            }
        }
        throw new IllegalArgumentException("no such family of devices: prefix=" + prefix);
    }

    private static int unit(String letters) {
        int last = letters.charAt(letters.length() - 1) - 'a';
        return letters.length() == 1 ? last : (letters.charAt(0) - 'a' + 1) * LETTERS + last;
    }

    /** The name of a number; {@code major:minor} for one that has no name here. */
    public static String name(int number) {
        Family family = family(number);
        if (family == null) {
            return (number >> 8 & 0xFF) + ":" + (number & 0xFF);
        }
        int minor = number & 0xFF;
        int unit = family.majorIndex(number >> 8) * family.unitsPerMajor() + minor / family.minors;
        int partition = minor % family.minors;
        return family.prefix + letters(unit) + (partition == 0 ? "" : String.valueOf(partition));
    }

    private static String letters(int unit) {
        String last = String.valueOf((char) ('a' + unit % LETTERS));
        return unit < LETTERS ? last : (char) ('a' + unit / LETTERS - 1) + last;
    }

    /** The partition that a number names, from 1; 0 if it names a whole drive or a device without a name here. */
    public static int partition(int number) {
        Family family = family(number);
        return family == null ? 0 : (number & 0xFF) % family.minors;
    }

    /** The number of the whole drive that a partition lies on; the same number for a whole drive. */
    public static int drive(int number) {
        return number - partition(number);
    }

    private static Family family(int number) {
        for (Family family : Family.values()) {
            boolean unitExists = (number & 0xFF) / family.minors < family.unitsPerMajor();
            if (family.majorIndex(number >> 8) >= 0 && unitExists) {
                return family;
            }
        }
        return null;
    }
}

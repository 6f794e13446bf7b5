package io.nodev.plugin.spec;

import io.nodev.common.disk.Disk;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The capacity of a disk in memory: a number of sectors, or text with a unit, as {@code 64MB}. */
final class DiskSize {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]*)(KB|MB|GB)");
    private static final Map<String, Long> UNITS = Map.of("KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30);

    private DiskSize() {}

    /** Sectors; anything else gives nothing and reports the error. */
    static Optional<Long> read(YamlValue value) {
        if (!value.isText()) {
            return value.integer(1, DiskBacking.MAX_MEMORY_SECTORS);
        }
        String text = value.text().orElseThrow();
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            value.error(
                    ProblemCode.BAD_DISK_SIZE,
                    "'" + text + "' is no size; it must be a number of sectors, or a number and KB, MB or GB",
                    "write it as 64MB, or as 131072 for that many sectors of 512 bytes");
            return Optional.empty();
        }
        BigInteger sectors =
                new BigInteger(form.group(1)).multiply(BigInteger.valueOf(UNITS.get(form.group(2)) / Disk.SECTOR_SIZE));
        if (sectors.compareTo(BigInteger.valueOf(DiskBacking.MAX_MEMORY_SECTORS)) > 0) {
            value.error(
                    ProblemCode.DISK_SIZE_OUT_OF_RANGE,
                    "'" + text + "' is " + sectors + " sectors; a disk in memory has at most "
                            + DiskBacking.MAX_MEMORY_SECTORS,
                    "write 1GB or less");
            return Optional.empty();
        }
        return Optional.of(sectors.longValueExact());
    }
}

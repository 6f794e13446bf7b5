package io.nodev.plugin.spec;

import io.nodev.common.disk.Disk;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what the sectors of a disk are on. */
final class BackingReader {
    private final Path directory;

    /**
     * @param directory where the description is
     */
    BackingReader(Path directory) {
        this.directory = directory;
    }

    /** What a disk's entry says, or empty, with an error, if that is not enough. */
    Optional<DiskBacking> read(YamlMap map) {
        Optional<DiskDriver> driver = map.optional("driver")
                .map(word -> Scalars.word(word, DiskDriver.WORDS))
                .orElse(Optional.of(DiskDriver.IMAGE));
        boolean readOnly =
                map.optional("read-only").flatMap(YamlValue::flag).orElse(driver.equals(Optional.of(DiskDriver.ISO)));
        boolean packed = map.optional("packed").flatMap(YamlValue::flag).orElse(false);
        return driver.flatMap(known -> known == DiskDriver.MEMORY ? memory(map) : ofFile(map, known, readOnly, packed));
    }

    private static Optional<DiskBacking> memory(YamlMap map) {
        unfit(map, "image", DiskDriver.MEMORY);
        unfit(map, "read-only", DiskDriver.MEMORY);
        unfit(map, "packed", DiskDriver.MEMORY);
        return map.required("size", "size: 64MB")
                .flatMap(DiskSize::read)
                .map(sectors -> new DiskBacking(DiskDriver.MEMORY, Optional.empty(), sectors, false, false));
    }

    private Optional<DiskBacking> ofFile(YamlMap map, DiskDriver driver, boolean readOnly, boolean packed) {
        unfit(map, "size", driver);
        if (driver == DiskDriver.ISO) {
            unfit(map, "read-only", driver);
        }
        if (packed && !readOnly) {
            map.optional("packed").ifPresent(BackingReader::writtenAndPacked);
        }
        return map.required("image", "image: disk.img")
                .flatMap(value -> Scalars.file(value)
                        .map(file -> new DiskBacking(
                                driver, Optional.of(file), sectors(value, file, driver), readOnly, packed)));
    }

    private static void writtenAndPacked(YamlValue packed) {
        packed.error(
                ProblemCode.DISK_KEY_UNFIT,
                "'packed' is true, but the disk can be written; only what is read alone is packed into the jar",
                "add a line 'read-only: true', or remove 'packed'");
    }

    private static void unfit(YamlMap map, String key, DiskDriver driver) {
        map.optional(key)
                .ifPresent(value -> value.error(
                        ProblemCode.DISK_KEY_UNFIT,
                        "'" + key + "' has no meaning for the driver '" + driver.key() + "'",
                        "remove '" + key + "'"));
    }

    /**
     * The capacity of an image; 0, with an error, if it has none.
     *
     * @param value what names the image
     * @param driver which opens it when the machine starts
     */
    long sectors(YamlValue value, FileSpec image, DiskDriver driver) {
        Path file = image.in(directory);
        if (!Files.isRegularFile(file)) {
            value.error(
                    ProblemCode.IMAGE_MISSING,
                    "the image '" + image.path() + "' does not exist beside the description",
                    "put the image there, or make it earlier in the build");
            return 0;
        }
        long blocks = size(file) / driver.blockSize();
        if (blocks == 0) {
            value.error(
                    ProblemCode.BAD_IMAGE,
                    "the image '" + image.path() + "' has no whole " + (driver == DiskDriver.ISO ? "block" : "sector")
                            + " of " + driver.blockSize() + " bytes",
                    "name the image of a " + (driver == DiskDriver.ISO ? "CD" : "disk"));
        }
        return blocks * (driver.blockSize() / Disk.SECTOR_SIZE);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            return 0;
        }
    }
}

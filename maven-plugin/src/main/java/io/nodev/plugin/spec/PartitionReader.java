package io.nodev.plugin.spec;

import io.nodev.common.disk.Extent;
import io.nodev.common.disk.PartitionTable;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds partitions in the table of a disk's image. */
final class PartitionReader {
    private final Path directory;

    /**
     * @param directory where the description is
     */
    PartitionReader(Path directory) {
        this.directory = directory;
    }

    /** The sectors of a partition; empty, with an error unless the image itself was one, if there is none. */
    Optional<Extent> find(YamlValue at, DiskSpec disk, int number) {
        Optional<FileSpec> image = disk.backing().image();
        if (image.isEmpty()) {
            unknown(at, disk, number, "a disk in memory has none");
            return Optional.empty();
        }
        Path file = image.get().in(directory);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            PartitionTable table = PartitionTable.read(file);
            Optional<Extent> extent = table.partition(number).map(found -> found.of(disk.device()));
            if (extent.isEmpty()) {
                unknown(at, disk, number, listed(table));
            }
            return extent;
        } catch (IOException e) {
            at.error(
                    ProblemCode.BAD_IMAGE,
                    "the partition table of the image '" + image.get().path() + "' cannot be read: " + e.getMessage(),
                    "mend the image, or give the VBD the whole disk with phy:" + disk.name());
            return Optional.empty();
        }
    }

    private static String listed(PartitionTable table) {
        List<Integer> numbers =
                table.partitions().stream().map(each -> each.number()).toList();
        return numbers.isEmpty()
                ? "its image has none"
                : "its image has " + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static void unknown(YamlValue at, DiskSpec disk, int number, String present) {
        at.error(
                ProblemCode.UNKNOWN_PARTITION,
                "disk '" + disk.name() + "' has no partition " + number + "; " + present,
                "name a partition that is there, or the whole disk with phy:" + disk.name());
    }
}

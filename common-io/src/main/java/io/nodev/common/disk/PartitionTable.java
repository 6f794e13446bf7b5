package io.nodev.common.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the partition table of a raw image says: a GUID partition table if the image has one, else a master boot record with the
 * logical partitions of its extended ones. An extended partition itself is none here: it holds the others.
 *
 * @param kind what kind of table it is
 * @param partitions by ascending number
 */
public record PartitionTable(Kind kind, List<Partition> partitions) {
    /** What kind of table it is. */
    public enum Kind {
        /** The image has no table. */
        NONE,
        /** A master boot record: numbers 1 to 4, and logical partitions from 5 on. */
        MBR,
        /** A GUID partition table. */
        GPT,
        /** The second copy, at the end of the image, of a GUID partition table whose first one is damaged. */
        GPT_BACKUP
    }

    /** Copies the list. */
    public PartitionTable {
        partitions = List.copyOf(partitions);
    }

    /**
     * Reads the table of an image.
     *
     * @throws PartitionTableException if there is one that cannot be right; the message says why
     * @throws IOException if the image cannot be read
     */
    public static PartitionTable read(Path image) throws IOException {
        try (SectorReader reader = new SectorReader(image)) {
            MasterBootRecord record = MasterBootRecord.read(reader);
            if (record == null) {
                return new PartitionTable(Kind.NONE, List.of());
            }
            if (record.isProtective()) {
                return GuidPartitions.read(reader);
            }
            return new PartitionTable(Kind.MBR, record.partitions());
        }
    }

    /** The partition of a number, if there is one. */
    public Optional<Partition> partition(int number) {
        return partitions.stream()
                .filter(partition -> partition.number() == number)
                .findFirst();
    }
}

package io.nodev.plugin.vdisk;

import io.nodev.common.disk.Partition;
import io.nodev.common.disk.PartitionTable;
import io.nodev.common.disk.PartitionTableException;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is split into extents: an image or one of its partitions.
 *
 * @param image an absolute path without symbolic links
 * @param partition its number in the image's partition table; 0 for the whole image
 * @param startSector its first sector in the image
 * @param sectors its length, or that of all its extents
 */
record ImagePart(Path image, int partition, long startSector, long sectors) {
    /** Looks the partition up in the image's own table. */
    static ImagePart find(Path image, int partition) throws IOException, VirtualDiskException {
        Path real = DiskCopy.realImage(image);
        if (partition == 0) {
            return new ImagePart(real, 0, 0, Files.size(real) / 512);
        }
        PartitionTable table = table(real);
        Partition found = table.partition(partition)
                .orElseThrow(() -> unusable(
                        "the image " + real + " has no partition " + partition + "; it has "
                                + (table.partitions().isEmpty() ? "none" : numbers(table)),
                        "choose another by -Dnodev.vd.partition=N, or leave it out for the whole image"));
        return new ImagePart(real, partition, found.start(), found.sectors());
    }

    private static String numbers(PartitionTable table) {
        return table.partitions().stream()
                .map(each -> String.valueOf(each.number()))
                .collect(Collectors.joining(", "));
    }

    private static PartitionTable table(Path image) throws IOException, VirtualDiskException {
        try {
            return PartitionTable.read(image);
        } catch (PartitionTableException e) {
            throw unusable(
                    "the partition table of the image " + image + " cannot be right: " + e.getMessage(),
                    "repair it, or bring a copy back");
        }
    }

    boolean isSame(ImagePart other) throws IOException {
        return partition == other.partition && hasSameImage(other);
    }

    private boolean hasSameImage(ImagePart other) throws IOException {
        return Files.exists(image) && Files.isSameFile(image, other.image);
    }

    /** Refuses another part with a sector of this one; of a whole image, all its partitions. */
    void requireApart(ImagePart other) throws IOException, VirtualDiskException {
        boolean whole = partition == 0 || other.partition == 0;
        boolean overlap = startSector < other.startSector + other.sectors && other.startSector < startSector + sectors;
        if (hasSameImage(other) && (whole || overlap)) {
            throw unusable(
                    other + " overlaps " + this + ", which is formatted already", "format another image or partition");
        }
    }

    /** Refuses extents of this partition if it has become another since it was formatted. */
    void requireUnmoved(List<VirtualDiskExtent> extents) throws IOException, VirtualDiskException {
        if (partition == 0 || extents.stream().noneMatch(this::contains)) {
            return;
        }
        ImagePart now = find(image, partition);
        if (now.startSector != startSector || now.sectors < sectors) {
            throw unusable(
                    this + " does not lie where it did when it was formatted",
                    "bring the image's old partition table back");
        }
    }

    private boolean contains(VirtualDiskExtent extent) {
        return extent.image().equals(image)
                && extent.startSector() >= startSector
                && extent.startSector() < startSector + sectors;
    }

    private static VirtualDiskException unusable(String detail, String fix) {
        return new VirtualDiskException(ProblemCode.DISK_FILE_UNUSABLE, detail, fix);
    }

    @Override
    public String toString() {
        return partition == 0 ? "the image " + image : "partition " + partition + " of the image " + image;
    }
}

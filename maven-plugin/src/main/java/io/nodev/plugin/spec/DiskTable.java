package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.SourceLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The disks of a machine and who owns them; grows by the files that VBDs name. */
final class DiskTable {
    private static final int LOOP_MAJOR = 7;

    /** Numbers of disks that stand for files: the minors of a major. */
    static final int MOST_FILES = 256;

    private static final Pattern PARTITION = Pattern.compile("p?([1-9][0-9]{0,2})");

    private final List<DiskSpec> disks;
    private final List<DeviceDomainSpec> owners;
    private final int described;

    DiskTable(List<DiskSpec> disks, List<DeviceDomainSpec> owners) {
        this.disks = new ArrayList<>(disks);
        this.owners = new ArrayList<>(owners);
        this.described = disks.size();
    }

    /** The disks described, then those of files, by the order in which VBDs name them. */
    List<DiskSpec> disks() {
        return List.copyOf(disks);
    }

    /** The device domains, with the disks of files. */
    List<DeviceDomainSpec> owners() {
        return List.copyOf(owners);
    }

    Optional<DiskSpec> named(String name) {
        return disks.stream().filter(disk -> disk.name().equals(name)).findFirst();
    }

    /** The disk of which this is a partition: its name, perhaps a {@code p}, and a number. */
    Optional<DiskSpec> partitioned(String name) {
        return disks.stream()
                .filter(disk -> name.startsWith(disk.name())
                        && PARTITION
                                .matcher(name.substring(disk.name().length()))
                                .matches())
                .max(Comparator.comparingInt(disk -> disk.name().length()));
    }

    /** The number in the name of a partition. */
    static int partition(DiskSpec disk, String name) {
        Matcher number = PARTITION.matcher(name.substring(disk.name().length()));
        if (!number.matches()) {
            throw new IllegalArgumentException("no partition: disk=" + disk.name() + ", name=" + name);
        }
        return Integer.parseInt(number.group(1));
    }

    /** The device domain that serves what nobody chose one for. */
    int firstOwner() {
        return owners.isEmpty() ? 0 : owners.get(0).domain();
    }

    /** The device domain that drives a disk. */
    Optional<Integer> owner(DiskSpec disk) {
        return owners.stream()
                .filter(owner -> owner.disks().contains(disk.name()))
                .map(DeviceDomainSpec::domain)
                .findFirst();
    }

    /**
     * The disk whose sectors are in this file, by whatever name it has it.
     *
     * @param directory where the description is
     */
    Optional<DiskSpec> onImage(Path image, Path directory) {
        Object identity = ImageClaims.identity(image);
        return disks.stream()
                .filter(disk -> disk.backing().image().stream()
                        .anyMatch(
                                file -> ImageClaims.identity(file.in(directory)).equals(identity)))
                .findFirst();
    }

    /**
     * Makes a disk of a file; it is named and numbered as Linux does with a file that stands for a disk. Empty if there is no
     * number left.
     */
    Optional<DiskSpec> add(FileSpec file, long sectors, int owner) {
        int index = disks.size() - described;
        if (index >= MOST_FILES) {
            return Optional.empty();
        }
        DiskBacking backing = new DiskBacking(DiskDriver.IMAGE, Optional.of(file), sectors, true, false);
        SourceLocation at = file.location();
        DiskSpec disk = new DiskSpec(freeName(index), LOOP_MAJOR << 8 | index, backing, at);
        disks.add(disk);
        owners.replaceAll(each -> each.domain() == owner ? each.withDisk(disk.name()) : each);
        return Optional.of(disk);
    }

    private String freeName(int index) {
        String name = "loop" + index;
        while (named(name).isPresent()) {
            name += "x";
        }
        return name;
    }

    /** Whether no entry describes this disk. */
    boolean isOfFile(DiskSpec disk) {
        return disks.indexOf(disk) >= described;
    }

    /** Lets a disk of a file be written. */
    DiskSpec write(DiskSpec disk) {
        DiskSpec written =
                new DiskSpec(disk.name(), disk.device(), disk.backing().withReadOnly(false), disk.location());
        disks.set(disks.indexOf(disk), written);
        return written;
    }
}

package io.nodev.plugin.spec;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdMode;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the sectors that a VBD is made of. */
final class VbdTargets {
    private final Path directory;
    private final DiskTable table;
    private final DiskChecks checks;
    private final BackingReader backings;
    private final PartitionReader partitions;
    private final VirtualDiskReader virtualDisks;

    /**
     * A VBD as it is asked for.
     *
     * @param uname what it is made of
     * @param device its number
     * @param mode what its domain may do
     * @param backend the device domain that shall serve it, if that is said
     * @param domain the id of its domain as messages show it
     * @param at its entry
     */
    record Wanted(Uname uname, int device, VbdMode mode, Optional<Integer> backend, String domain, YamlValue at) {
        /** As messages call it. */
        String shown() {
            return "VBD " + DeviceNumber.name(device) + " of domain " + domain;
        }
    }

    /**
     * @param directory where the description is
     */
    VbdTargets(Path directory, DiskTable table, DiskChecks checks) {
        this.directory = directory;
        this.table = table;
        this.checks = checks;
        this.backings = new BackingReader(directory);
        this.partitions = new PartitionReader(directory);
        this.virtualDisks = new VirtualDiskReader(directory, table);
    }

    /** The VBD with its sectors, or empty, with an error unless what is missing was an error already. */
    Optional<VbdSpec> resolve(Wanted wanted) {
        return switch (wanted.uname().kind()) {
            case PHY -> ofDisk(wanted);
            case FILE -> ofFile(wanted);
            case VD -> ofVirtualDisk(wanted);
        };
    }

    private Optional<VbdSpec> ofDisk(Wanted wanted) {
        String name = wanted.uname().name();
        Optional<DiskSpec> whole = table.named(name);
        if (whole.isPresent()) {
            return vbd(wanted, whole.get(), whole.get().whole());
        }
        Optional<DiskSpec> parted = table.partitioned(name);
        if (parted.isPresent()) {
            return partitions
                    .find(wanted.at(), parted.get(), DiskTable.partition(parted.get(), name))
                    .flatMap(extent -> vbd(wanted, parted.get(), extent));
        }
        if (checks.isIncomplete()) {
            return Optional.empty();
        }
        wanted.at()
                .error(
                        ProblemCode.UNKNOWN_DISK,
                        "there is no disk '" + name + "' in 'disks', and none of which that is a partition; "
                                + checks.listed(),
                        checks.meant(name));
        return Optional.empty();
    }

    private Optional<VbdSpec> ofFile(Wanted wanted) {
        Optional<FileSpec> file = Scalars.file(wanted.at(), wanted.uname().name());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        return table.onImage(file.get().in(directory), directory)
                .or(() -> newDisk(wanted, file.get()))
                .map(disk -> wanted.mode().isWritable() && table.isOfFile(disk) ? table.write(disk) : disk)
                .filter(disk -> disk.backing().sectors() > 0)
                .flatMap(disk -> vbd(wanted, disk, disk.whole()));
    }

    private Optional<DiskSpec> newDisk(Wanted wanted, FileSpec file) {
        long sectors = backings.sectors(wanted.at(), file, DiskDriver.IMAGE);
        int owner = wanted.backend().orElseGet(table::firstOwner);
        Optional<DiskSpec> added = table.add(file, sectors, owner);
        if (added.isEmpty()) {
            wanted.at()
                    .error(
                            ProblemCode.TOO_MANY_IMAGES,
                            wanted.shown() + " is of one image too many; VBDs with file: name at most "
                                    + DiskTable.MOST_FILES,
                            "add the image to 'disks' and write phy: and its name");
        }
        return added;
    }

    private Optional<VbdSpec> ofVirtualDisk(Wanted wanted) {
        return virtualDisks
                .find(wanted.at(), wanted.uname().name())
                .flatMap(found -> vbd(wanted, found.disks(), found.extents()));
    }

    private Optional<VbdSpec> vbd(Wanted wanted, DiskSpec disk, Extent extent) {
        return vbd(wanted, List.of(disk), List.of(extent));
    }

    private Optional<VbdSpec> vbd(Wanted wanted, List<DiskSpec> disks, List<Extent> extents) {
        boolean served = true;
        for (DiskSpec disk : disks) {
            served &= mayUse(wanted, disk) && isServed(wanted, disk, table.owner(disks.get(0)));
        }
        if (!served) {
            return Optional.empty();
        }
        return Optional.of(new VbdSpec(
                wanted.uname().text(),
                wanted.device(),
                wanted.mode(),
                extents,
                table.owner(disks.get(0)).orElseThrow(),
                wanted.at().location()));
    }

    private static boolean mayUse(Wanted wanted, DiskSpec disk) {
        if (disk.backing().readOnly() && wanted.mode().isWritable()) {
            wanted.at()
                    .error(
                            ProblemCode.VBD_WRITES_READ_ONLY,
                            wanted.shown() + " may write, but disk '" + disk.name() + "' is read-only",
                            "write the mode r");
            return false;
        }
        return true;
    }

    /**
     * @param first the owner of the first disk of the VBD, which is to own the others
     */
    private boolean isServed(Wanted wanted, DiskSpec disk, Optional<Integer> first) {
        Optional<Integer> owner = table.owner(disk);
        Optional<Integer> backend = wanted.backend().or(() -> first);
        if (owner.isPresent() && owner.equals(backend)) {
            return true;
        }
        wanted.at()
                .error(
                        ProblemCode.BACKEND_WITHOUT_DISK,
                        owner.map(id -> "the backend of " + wanted.shown() + " is domain "
                                        + backend.map(String::valueOf).orElse("none") + ", but disk '" + disk.name()
                                        + "' belongs to domain " + id)
                                .orElse("disk '" + disk.name() + "' of " + wanted.shown()
                                        + " belongs to no device domain"),
                        owner.map(id -> "write 'backend: " + id + "', or leave it out")
                                .orElse("name the disk in the 'disks' of a device domain"));
        return false;
    }
}

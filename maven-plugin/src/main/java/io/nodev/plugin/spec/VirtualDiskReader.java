package io.nodev.plugin.spec;

import io.nodev.common.disk.Extent;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.vdisk.VirtualDiskException;
import io.nodev.plugin.vdisk.VirtualDiskExtent;
import io.nodev.plugin.vdisk.VirtualDisks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks virtual disks up in the database of the project: the nearest one in the folders from the description's upwards. */
final class VirtualDiskReader {
    private final Path directory;
    private final DiskTable table;

    /**
     * What a virtual disk consists of.
     *
     * @param disks the disks it lies on, each once, in the order in which it reaches them
     * @param extents its sectors, in order
     */
    record Found(List<DiskSpec> disks, List<Extent> extents) {}

    /**
     * @param directory where the description is
     */
    VirtualDiskReader(Path directory, DiskTable table) {
        this.directory = directory;
        this.table = table;
    }

    /** The sectors of a virtual disk; empty, with an error, if they cannot be had. */
    Optional<Found> find(YamlValue at, String id) {
        Optional<Path> database = database();
        if (database.isEmpty()) {
            unusable(
                    at,
                    id,
                    "there is no virtual disk database",
                    "make one with nodev:vd, in " + VirtualDisks.DEFAULT_DATABASE);
            return Optional.empty();
        }
        try {
            return placed(at, id, new VirtualDisks(database.get()).lookup(Long.parseLong(id)));
        } catch (VirtualDiskException e) {
            return unknown(at, id, e.detail());
        } catch (IOException | NumberFormatException e) {
            return unknown(at, id, e.getMessage());
        }
    }

    private static Optional<Found> unknown(YamlValue at, String id, String why) {
        unusable(at, id, why, "nodev:vd with -Dnodev.vd=list says which there are");
        return Optional.empty();
    }

    private static void unusable(YamlValue at, String id, String why, String fix) {
        at.error(ProblemCode.NO_VIRTUAL_DISKS, "virtual disk " + id + " cannot be found: " + why, fix);
    }

    private Optional<Path> database() {
        for (Path folder = directory.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(VirtualDisks.DEFAULT_DATABASE);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private Optional<Found> placed(YamlValue at, String id, List<VirtualDiskExtent> parts) {
        List<DiskSpec> disks = new ArrayList<>();
        List<Extent> extents = new ArrayList<>();
        for (VirtualDiskExtent part : parts) {
            Optional<DiskSpec> disk = table.onImage(part.image(), directory);
            if (disk.isEmpty()) {
                unusable(
                        at,
                        id,
                        "it lies in the image " + part.image() + ", which is no disk of the machine",
                        "add a disk with that image to 'disks'");
                return Optional.empty();
            }
            if (!disks.contains(disk.get())) {
                disks.add(disk.get());
            }
            extents.add(new Extent(disk.get().device(), part.startSector(), part.sectors()));
        }
        return Optional.of(new Found(disks, extents));
    }
}

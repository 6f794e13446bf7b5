package io.nodev.plugin.generate;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.common.machine.MachineDisk;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.plugin.spec.DiskDriver;
import io.nodev.plugin.spec.DiskSpec;
import io.nodev.plugin.spec.VbdSpec;
import io.nodev.templates.escape.JavaNames;
import io.nodev.templates.model.DiskModel;
import io.nodev.templates.model.VbdModel;
import io.nodev.templates.model.VbdModel.ExtentModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The disks and VBDs of an assembly, with what they import. */
final class DiskModels {
    private final String description;
    private final Imports imports;

    /**
     * @param description the machine file, from the project
     */
    DiskModels(String description, Imports imports) {
        this.description = description;
        this.imports = imports;
    }

    /**
     * The disks, in the order of the description.
     *
     * @param methods knows the methods that there are already
     */
    List<DiskModel> disks(List<DiskSpec> disks, JavaNames methods) {
        return disks.stream().map(disk -> disk(disk, methods)).toList();
    }

    private DiskModel disk(DiskSpec disk, JavaNames methods) {
        boolean memory = disk.backing().driver() == DiskDriver.MEMORY;
        imports.with(Disk.class, DriveSpec.class, memory ? MemoryDisk.class : MachineDisk.class);
        return new DiskModel(
                Origin.of(disk.location()),
                methods.allocate(disk.name()),
                disk.name(),
                number(disk.device()),
                drive(disk),
                disk.backing().packed() ? resource(disk) : path(disk),
                disk.backing().packed(),
                disk.backing().sectors());
    }

    private static String drive(DiskSpec disk) {
        if (disk.backing().driver() == DiskDriver.ISO) {
            return "cdrom";
        }
        return disk.backing().readOnly() ? "readOnlyDisk" : "disk";
    }

    /** The image from the project, as the description is named from there; the empty text without an image. */
    private String path(DiskSpec disk) {
        return disk.backing()
                .image()
                .map(image -> Path.of(description)
                        .resolveSibling(image.path())
                        .normalize()
                        .toString()
                        .replace('\\', '/'))
                .orElse("");
    }

    /** The name of a packed image beside the machine's classes. */
    static String resource(DiskSpec disk) {
        return disk.name() + (disk.backing().driver() == DiskDriver.ISO ? ".iso" : ".img");
    }

    /** The VBDs of a domain, in the order of the description. */
    List<VbdModel> vbds(int domain, List<VbdSpec> vbds) {
        List<VbdModel> models = new ArrayList<>();
        for (VbdSpec vbd : vbds) {
            imports.with(VbdConfig.class, VbdMode.class, Extent.class).with(List.class);
            VbdModel model = new VbdModel(
                    Origin.of(vbd.location()),
                    "vbd" + domain + "at" + number(vbd.device()).substring(2),
                    DeviceNumber.name(vbd.device()) + ", " + vbd.uname(),
                    number(vbd.device()),
                    vbd.mode().name(),
                    vbd.extents().stream().map(DiskModels::extent).toList(),
                    vbd.backend());
            if (!model.plain()) {
                imports.with(ArrayList.class);
            }
            models.add(model);
        }
        return models;
    }

    private static ExtentModel extent(Extent extent) {
        return new ExtentModel(number(extent.device()), extent.start(), extent.sectors());
    }

    private static String number(int device) {
        return "0x%04x".formatted(device);
    }
}

package io.nodev.common.launch;

import io.nodev.common.disk.Disk;
import io.nodev.common.machine.MachineDisk;
import io.nodev.common.machine.MachineOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts other images in place of a machine's own, as the command line names them. */
record DiskBinding(List<LaunchPlan.Slot> slots) {
    /**
     * The options with each image opened as the disk of its name.
     *
     * @throws LaunchException if there is no such disk; or if an image cannot be opened as its disk is, or is too short
     */
    MachineOptions bound(MachineOptions options, Map<String, Path> images) throws LaunchException {
        for (String name : images.keySet()) {
            if (slot(name).isEmpty()) {
                throw LaunchException.usage("there is no disk " + name + "; " + names());
            }
        }
        MachineOptions more = options;
        for (LaunchPlan.Slot slot : slots) {
            Path image = images.get(slot.drive().name());
            more = image == null ? more : more.withDisk(opened(slot, image));
        }
        return more;
    }

    private Optional<LaunchPlan.Slot> slot(String name) {
        return slots.stream().filter(slot -> slot.drive().name().equals(name)).findFirst();
    }

    private String names() {
        return slots.isEmpty()
                ? "the machine has no disks"
                : slots.stream()
                        .map(slot -> slot.drive().name())
                        .collect(Collectors.joining(", ", "the disks of the machine are ", ""));
    }

    private static Disk opened(LaunchPlan.Slot slot, Path image) throws LaunchException {
        try {
            return MachineDisk.open(slot.drive(), image, slot.sectors());
        } catch (IllegalStateException e) {
            throw LaunchException.failed(e.getMessage());
        }
    }
}

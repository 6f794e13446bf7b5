package io.nodev.templates.model;

import java.util.List;

/**
 * The class that runs a machine from the command line.
 *
 * @param unit package, name and imports of the class
 * @param architecture {@code LEGACY} or {@code DEVICE_DOMAIN}
 * @param machineType simple name of the assembly
 * @param capture the capture among the resources, or the empty text
 * @param sources whose frames of a capture enter where
 * @param replayed the domains that send frames of a capture
 * @param disks the disks, whose images may be others for a run
 */
public record LauncherModel(
        GeneratedClassModel unit,
        String architecture,
        String machineType,
        String capture,
        List<SourceModel> sources,
        List<ReplayModel> replayed,
        List<DiskModel> disks) {
    /** Copies the lists. */
    public LauncherModel {
        sources = List.copyOf(sources);
        replayed = List.copyOf(replayed);
        disks = List.copyOf(disks);
    }

    /** Whether the machine brings a capture. */
    public boolean captured() {
        return !capture.isEmpty();
    }

    /**
     * A station whose frames enter at a port.
     *
     * @param origin where it is described
     * @param port a NIC's name, or {@code vif<dom>.<idx>}
     * @param address its hardware address
     */
    public record SourceModel(String origin, String port, String address) {}

    /**
     * A domain that sends frames of a capture.
     *
     * @param origin where its guest is described
     * @param domain its id
     */
    public record ReplayModel(String origin, int domain) {}
}

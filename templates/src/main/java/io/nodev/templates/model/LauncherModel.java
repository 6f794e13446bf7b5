package io.nodev.templates.model;

import java.util.List;

/**
 * The class that runs a machine from the command line.
 *
 * @param unit package, name and imports of the class
 * @param machineType simple name of the assembly
 * @param capture file name of the capture beside the class, or the empty text
 * @param stations whose frames of a capture arrive where
 * @param replayed ids of the domains that send frames of a capture
 */
public record LauncherModel(
        GeneratedClassModel unit,
        String machineType,
        String capture,
        List<StationModel> stations,
        List<ReplayModel> replayed) {
    /** Copies the lists. */
    public LauncherModel {
        stations = List.copyOf(stations);
        replayed = List.copyOf(replayed);
    }

    /** Whether the machine brings a capture. */
    public boolean captured() {
        return !capture.isEmpty();
    }

    /**
     * A station outside.
     *
     * @param origin where it is described
     * @param card name of the NIC at which its frames arrive
     * @param address its hardware address
     */
    public record StationModel(String origin, String card, String address) {}

    /**
     * A domain that sends frames of a capture.
     *
     * @param origin where it is described
     * @param domain its id
     */
    public record ReplayModel(String origin, int domain) {}
}

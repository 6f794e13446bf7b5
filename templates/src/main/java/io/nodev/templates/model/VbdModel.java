package io.nodev.templates.model;

import java.util.List;

/**
 * A VBD of a generated machine.
 *
 * @param origin where it is described, as {@code machine.yaml:12}
 * @param variable what a list of its extents is called
 * @param name the name that its device has in Linux, and what it is made of
 * @param device its number, as {@code 0x1640}
 * @param mode constant of {@code VbdMode}
 * @param extents what it consists of, in order
 * @param backend the device domain that serves it
 */
public record VbdModel(
        String origin,
        String variable,
        String name,
        String device,
        String mode,
        List<ExtentModel> extents,
        int backend) {
    /** Copies the list. */
    public VbdModel {
        extents = List.copyOf(extents);
    }

    /**
     * A run of sectors.
     *
     * @param device number of the disk, as {@code 0x1600}
     * @param start the first sector
     * @param sectors how many
     */
    public record ExtentModel(String device, long start, long sectors) {}

    /** The same as domain 0 serves it. */
    public VbdModel withoutBackend() {
        return new VbdModel(origin, variable, name, device, mode, extents, 0);
    }

    /** Whether it has one extent and domain 0 serves it. */
    public boolean plain() {
        return extents.size() == 1 && backend == 0;
    }
}

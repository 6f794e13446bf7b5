package io.nodev.plugin.spec;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.disk.Extent;
import io.nodev.plugin.diagnostic.SourceLocation;

/**
 * A disk of the machine.
 *
 * @param name what {@code phy:} and device domains call it: at most 15 letters, digits, {@code .}, {@code _} and {@code -}, a
 *     letter first
 * @param device number of the whole drive; see {@link DeviceNumber}
 * @param backing what its sectors are on
 * @param location where its entry begins; where a VBD names its file if it has no entry
 */
public record DiskSpec(String name, int device, DiskBacking backing, SourceLocation location) {
    /** All of it. */
    public Extent whole() {
        return new Extent(device, 0, backing.sectors());
    }
}

package io.nodev.common.machine;

import io.nodev.common.disk.Extent;
import java.util.List;

/**
 * What a VBD is created with.
 *
 * @param device the number that its domain knows it by, 0 to 65,535; see {@link io.nodev.common.disk.DeviceNumber}
 * @param mode what its domain may do
 * @param extents what it consists of, in order
 * @param backend id of the device domain that serves it; without meaning in a legacy machine
 */
public record VbdConfig(int device, VbdMode mode, List<Extent> extents, int backend) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the number does not fit in 16 bits
     */
    public VbdConfig {
        if (device < 0 || device > 0xFFFF) {
            throw new IllegalArgumentException("a device number has 16 bits: device=" + device);
        }
        extents = List.copyOf(extents);
    }

    /** Served by domain 0. */
    public VbdConfig(int device, VbdMode mode, List<Extent> extents) {
        this(device, mode, extents, 0);
    }

    /** The same, served by another device domain. */
    public VbdConfig withBackend(int domain) {
        return new VbdConfig(device, mode, extents, domain);
    }
}

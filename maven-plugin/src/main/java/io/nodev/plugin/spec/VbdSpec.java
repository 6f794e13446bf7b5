package io.nodev.plugin.spec;

import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdMode;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.List;

/**
 * A virtual block device.
 *
 * @param uname what it is made of, as written
 * @param device the number its domain knows it by, 0 to 65,535
 * @param mode what its domain may do: never only write
 * @param extents the sectors of real disks it consists of, in order
 * @param backend the device domain that serves it: the one that owns its disk
 * @param location where its entry begins
 */
public record VbdSpec(
        String uname, int device, VbdMode mode, List<Extent> extents, int backend, SourceLocation location) {
    /** Keeps a copy of {@code extents}. */
    public VbdSpec {
        extents = List.copyOf(extents);
    }
}

package io.nodev.plugin.spec;

import io.nodev.common.disk.SharingPolicy;
import io.nodev.legacy.vfr.VfrSemantics;
import java.util.List;

/**
 * The block half of a machine.
 *
 * @param disks the disks described, in their order, then those that only a VBD with {@code file:} names
 * @param expert how much sharing of disks is allowed: 0 readers only, 1 also one writer with readers, 2 anything
 * @param semantics whether sharing is judged as the tools of 2004 did, or as their documentation says
 */
public record BlockSpec(List<DiskSpec> disks, int expert, VfrSemantics.Preset semantics) {
    /** Keeps a copy of the list. */
    public BlockSpec {
        disks = List.copyOf(disks);
    }

    /** How far sectors may be shared. */
    public SharingPolicy policy() {
        return semantics == VfrSemantics.Preset.AS_BUILT
                ? SharingPolicy.asBuilt(expert)
                : SharingPolicy.asDocumented(expert);
    }
}

package io.nodev.legacy.vbd;

import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOMEM;

import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.event.Virq;
import java.util.function.ToIntFunction;

/**
 * Changes of a machine's VBDs. Each returns 0 or a negated error number, and then nothing has changed; a success raises
 * {@code VIRQ_VBD_UPD} in the owner. A domain that does not live and a VBD that is not there give -EINVAL. From any thread that
 * is not in a call of the disks; waits until nobody is. Whether an extent exists, or is somebody else's, is not asked.
 */
public final class VbdChanges {
    /** Extents of a VBD at most: as many as can be set at once. */
    public static final int MAX_EXTENTS = 0xFFFF;

    private final Hypervisor hypervisor;
    private final LegacyDisks disks;

    /** An extent as it was given: any 16 and 64 bits. */
    record ExtentValues(int device, long start, long sectors) {}

    /** Of the VBDs of one machine. */
    public VbdChanges(Hypervisor hypervisor, LegacyDisks disks) {
        this.hypervisor = hypervisor;
        this.disks = disks;
    }

    /** Creates a VBD with its extents; -EINVAL if it is there already. */
    public int create(int domain, VbdConfig config) {
        return create(domain, config.device(), config.mode().bits(), VbdExtents.of(config.extents()));
    }

    int create(int domain, int device, int mode, VbdExtents extents) {
        return change(domain, ring -> {
            if (ring.vbds().find(device) != null) {
                return -EINVAL;
            }
            Vbd vbd = Vbd.virtual(device, mode);
            vbd.setExtents(extents);
            ring.vbds().add(vbd);
            return 0;
        });
    }

    /** Appends an extent; -ENOMEM if there are {@link #MAX_EXTENTS}. */
    int grow(int domain, int device, ExtentValues extent) {
        return change(domain, device, vbd -> {
            if (vbd.extents().count() == MAX_EXTENTS) {
                return -ENOMEM;
            }
            vbd.setExtents(vbd.extents().with(extent.device(), extent.start(), extent.sectors()));
            return 0;
        });
    }

    /** Appends an extent; -ENOMEM if there are {@link #MAX_EXTENTS}. */
    public int grow(int domain, int device, Extent extent) {
        return grow(domain, device, new ExtentValues(extent.device(), extent.start(), extent.sectors()));
    }

    /** Removes the last extent; -EINVAL if there is none. */
    public int shrink(int domain, int device) {
        return change(domain, device, vbd -> {
            if (vbd.extents().count() == 0) {
                return -EINVAL;
            }
            vbd.setExtents(vbd.extents().withoutLast());
            return 0;
        });
    }

    int setExtents(int domain, int device, VbdExtents extents) {
        return change(domain, device, vbd -> {
            vbd.setExtents(extents);
            return 0;
        });
    }

    /** Removes a VBD. What was taken from the ring before is done and answered. */
    public int delete(int domain, int device) {
        return change(domain, ring -> {
            Vbd vbd = ring.vbds().find(device);
            if (vbd == null) {
                return -EINVAL;
            }
            ring.vbds().remove(vbd);
            return 0;
        });
    }

    private int change(int domain, int device, ToIntFunction<Vbd> operation) {
        return change(domain, ring -> {
            Vbd vbd = ring.vbds().find(device);
            return vbd == null ? -EINVAL : operation.applyAsInt(vbd);
        });
    }

    private int change(int domain, ToIntFunction<BlockRing> operation) {
        BlockRing ring = disks.find(domain);
        if (ring == null) {
            return -EINVAL;
        }
        int result = disks.alone(() -> ring.isUnlinked() ? -EINVAL : operation.applyAsInt(ring));
        if (result == 0) {
            hypervisor.events().raise(ring.domain(), Virq.VBD_UPD);
        }
        return result;
    }
}

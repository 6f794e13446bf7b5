package io.nodev.legacy.vbd;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.EPERM;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.hypercall.Arguments;
import io.nodev.hypervisor.hypercall.Hypercall;

/**
 * {@code block_io_op}: see {@link BlockIoOpLayout}. Checks in this order: the argument can be read, else -EFAULT; the command is
 * known, else -ENOSYS; the caller may, else -EPERM; the domain lives and has, or has not, such a VBD, else -EINVAL. Source:
 * xen/drivers/block/xen_block.c and xen_vbd.c at ddc87ed302.
 */
public final class BlockIoOp implements Hypercall {
    private static final int BYTE_MASK = 0xFF;

    private final LegacyDisks disks;
    private final VbdChanges changes;
    private final VbdQueries queries;
    private final ThreadLocal<Arguments> arguments = ThreadLocal.withInitial(() -> new Arguments(BlockIoOpLayout.SIZE));

    /** Over the disks of one machine. */
    public BlockIoOp(Hypervisor hypervisor, LegacyDisks disks) {
        this.disks = disks;
        this.changes = new VbdChanges(hypervisor, disks);
        this.queries = new VbdQueries(hypervisor, disks);
    }

    @Override
    public int call(Domain caller, int address, int a2, int a3) {
        Arguments copy = arguments.get();
        if (!copy.read(caller, address, BlockIoOpLayout.SIZE)) {
            return -EFAULT;
        }
        int command = copy.getInt(BlockIoOpLayout.COMMAND);
        return switch (command) {
            case BlockIoOpLayout.SIGNAL, BlockIoOpLayout.RESET, BlockIoOpLayout.RING_ADDRESS ->
                ownRing(caller, address, copy);
            case BlockIoOpLayout.VBD_CREATE,
                    BlockIoOpLayout.VBD_GROW,
                    BlockIoOpLayout.VBD_SHRINK,
                    BlockIoOpLayout.VBD_SET_EXTENTS,
                    BlockIoOpLayout.VBD_DELETE -> caller.isPrivileged() ? change(caller, copy) : -EPERM;
            case BlockIoOpLayout.VBD_PROBE -> queries.probe(caller, address, copy);
            case BlockIoOpLayout.VBD_INFO -> queries.info(caller, address, copy);
            default -> -ENOSYS;
        };
    }

    /** A caller that is being killed has no ring any more. */
    private int ownRing(Domain caller, int address, Arguments copy) {
        BlockRing ring = disks.find(caller.id());
        if (ring == null) {
            return -EINVAL;
        }
        switch (copy.getInt(BlockIoOpLayout.COMMAND)) {
            case BlockIoOpLayout.SIGNAL -> {
                disks.signal(ring);
                return 0;
            }
            case BlockIoOpLayout.RESET -> {
                return disks.reset(ring);
            }
            default -> {
                copy.putInt(BlockIoOpLayout.RING_FRAME, ring.ringPage());
                return copy.write(caller, address, BlockIoOpLayout.SIZE) ? 0 : -EFAULT;
            }
        }
    }

    private int change(Domain caller, Arguments copy) {
        long id = copy.getLong(BlockIoOpLayout.DOMAIN);
        int domain = id < 0 || id > Domain.MAX_ID ? -1 : (int) id;
        int device = copy.getShort(BlockIoOpLayout.VDEVICE);
        return switch (copy.getInt(BlockIoOpLayout.COMMAND)) {
            case BlockIoOpLayout.VBD_CREATE ->
                changes.create(domain, device, copy.bytes()[BlockIoOpLayout.MODE] & BYTE_MASK, VbdExtents.NONE);
            case BlockIoOpLayout.VBD_GROW -> changes.grow(domain, device, extent(copy, BlockIoOpLayout.EXTENT));
            case BlockIoOpLayout.VBD_SHRINK -> changes.shrink(domain, device);
            case BlockIoOpLayout.VBD_SET_EXTENTS -> setExtents(caller, domain, device, copy);
            default -> changes.delete(domain, device);
        };
    }

    private static VbdChanges.ExtentValues extent(Arguments copy, int at) {
        return new VbdChanges.ExtentValues(
                copy.getShort(at + BlockIoOpLayout.EXTENT_DEVICE),
                copy.getLong(at + BlockIoOpLayout.EXTENT_START),
                copy.getLong(at + BlockIoOpLayout.EXTENT_SECTORS));
    }

    /** The list is read whole before anything changes; a domain or VBD that is not there is told before a bad list. */
    private int setExtents(Domain caller, int domain, int device, Arguments copy) {
        BlockRing ring = disks.find(domain);
        if (ring == null || ring.vbds().find(device) == null) {
            return -EINVAL;
        }
        int count = copy.getShort(BlockIoOpLayout.EXTENT_COUNT);
        int list = copy.getInt(BlockIoOpLayout.ARRAY);
        VbdExtents extents = VbdExtents.empty(count);
        Arguments item = new Arguments(BlockIoOpLayout.EXTENT_SIZE);
        for (int i = 0; i < count; i++) {
            if (!item.read(caller, list + i * BlockIoOpLayout.EXTENT_SIZE, BlockIoOpLayout.EXTENT_SIZE)) {
                return -EFAULT;
            }
            VbdChanges.ExtentValues values = extent(item, 0);
            extents.set(i, values.device(), values.start(), values.sectors());
        }
        return changes.setExtents(domain, device, extents.sealed());
    }
}

package io.nodev.legacy.vbd;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOMEM;
import static io.nodev.hypervisor.Errno.EPERM;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.hypercall.Arguments;

/** VBD_PROBE and VBD_INFO: what a caller may know of VBDs. Whatever changes meanwhile is told as before or as after. */
final class VbdQueries {
    private final Hypervisor hypervisor;
    private final LegacyDisks disks;

    VbdQueries(Hypervisor hypervisor, LegacyDisks disks) {
        this.hypervisor = hypervisor;
        this.disks = disks;
    }

    /** The records go out before the structure does, and stay there if the array is too short. */
    int probe(Domain caller, int address, Arguments copy) {
        long domain = copy.getLong(BlockIoOpLayout.DOMAIN);
        boolean everyone = domain == BlockIoOpLayout.ALL;
        long whose = domain == BlockIoOpLayout.SELF ? caller.id() : domain;
        if (!caller.isPrivileged() && whose != caller.id()) {
            return -EPERM;
        }
        if (!everyone && ring(whose) == null) {
            return -EINVAL;
        }
        DiskRecords records =
                new DiskRecords(caller, copy.getInt(BlockIoOpLayout.ARRAY), copy.getInt(BlockIoOpLayout.MAX_RECORDS));
        int result = everyone ? probeAll(records) : records.addAll(ring(whose));
        if (result != 0) {
            return result;
        }
        copy.putInt(BlockIoOpLayout.RECORD_COUNT, records.count());
        return copy.write(caller, address, BlockIoOpLayout.SIZE) ? 0 : -EFAULT;
    }

    private int probeAll(DiskRecords records) {
        int result = 0;
        for (Domain domain : hypervisor.domains().all()) {
            BlockRing ring = disks.find(domain.id());
            result = ring == null || result != 0 ? result : records.addAll(ring);
        }
        return result;
    }

    private BlockRing ring(long domain) {
        return domain < 0 || domain > Domain.MAX_ID ? null : disks.find((int) domain);
    }

    int info(Domain caller, int address, Arguments copy) {
        long domain = copy.getLong(BlockIoOpLayout.DOMAIN);
        if (!caller.isPrivileged() && domain != caller.id()) {
            return -EPERM;
        }
        BlockRing ring = ring(domain);
        Vbd vbd = ring == null ? null : ring.vbds().find(copy.getShort(BlockIoOpLayout.VDEVICE));
        if (vbd == null) {
            return -EINVAL;
        }
        VbdExtents extents = vbd.extents();
        int count = Math.min(extents.count(), copy.getShort(BlockIoOpLayout.EXTENT_COUNT));
        if (!writeExtents(caller, copy.getInt(BlockIoOpLayout.ARRAY), extents, count)) {
            return -EFAULT;
        }
        copy.putShort(BlockIoOpLayout.INFO_COUNT, count);
        copy.putShort(BlockIoOpLayout.INFO_MODE, vbd.mode());
        return copy.write(caller, address, BlockIoOpLayout.SIZE) ? 0 : -EFAULT;
    }

    private static boolean writeExtents(Domain caller, int array, VbdExtents extents, int count) {
        Arguments out = new Arguments(BlockIoOpLayout.EXTENT_SIZE);
        for (int extent = 0; extent < count; extent++) {
            out.putInt(BlockIoOpLayout.EXTENT_DEVICE, extents.device(extent));
            out.putLong(BlockIoOpLayout.EXTENT_START, extents.start(extent));
            out.putLong(BlockIoOpLayout.EXTENT_SECTORS, extents.sectors(extent));
            if (!out.write(caller, array + extent * BlockIoOpLayout.EXTENT_SIZE, BlockIoOpLayout.EXTENT_SIZE)) {
                return false;
            }
        }
        return true;
    }

    /** The caller's array, filled from the start. */
    private static final class DiskRecords {
        private final Domain caller;
        private final int array;
        private final int most;
        private final Arguments record = new Arguments(BlockIoOpLayout.RECORD_SIZE);
        private int count;

        DiskRecords(Domain caller, int array, int most) {
            this.caller = caller;
            this.array = array;
            this.most = most;
        }

        int count() {
            return count;
        }

        int addAll(BlockRing ring) {
            for (Vbd vbd : ring.vbds().all()) {
                if (Integer.compareUnsigned(count, most) >= 0) {
                    return -ENOMEM;
                }
                record.putShort(BlockIoOpLayout.RECORD_DEVICE, vbd.device());
                record.putShort(BlockIoOpLayout.RECORD_INFO, vbd.info());
                record.putLong(BlockIoOpLayout.RECORD_CAPACITY, vbd.sectors());
                record.putLong(BlockIoOpLayout.RECORD_DOMAIN, ring.domain().id());
                int at = array + count * BlockIoOpLayout.RECORD_SIZE;
                if (!record.write(caller, at, BlockIoOpLayout.RECORD_SIZE)) {
                    return -EFAULT;
                }
                count++;
            }
            return 0;
        }
    }
}

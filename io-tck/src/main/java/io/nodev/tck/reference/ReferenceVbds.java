package io.nodev.tck.reference;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import io.nodev.hypervisor.memory.Memory;
import java.util.List;

/** The VBDs of a domain of the reference stack, and moving one sector after the other. */
final class ReferenceVbds {
    private final List<Disk> disks;
    private final List<VbdConfig> vbds;
    private final DiskTransfer transfer = new DiskTransfer();
    private boolean good;

    ReferenceVbds(List<Disk> disks, List<VbdConfig> vbds) {
        this.disks = disks;
        this.vbds = vbds;
        if (!vbds.stream().allMatch(vbd -> vbd.mode().isReadable())) {
            throw new IllegalArgumentException("what can be written can be read here: vbds=" + vbds);
        }
    }

    /** The VBD of a number, or null. */
    VbdConfig find(int device) {
        return vbds.stream().filter(each -> each.device() == device).findFirst().orElse(null);
    }

    /** Which extent a sector lies in, or -1 if it lies in none. */
    static int extentOf(VbdConfig vbd, long sector) {
        long end = 0;
        for (int i = 0; i < vbd.extents().size() && sector >= 0; i++) {
            end += vbd.extents().get(i).sectors();
            if (sector < end) {
                return i;
            }
        }
        return -1;
    }

    /** Moves a sector, which is taken to lie in an extent; returns whether the disk did. */
    boolean move(VbdConfig vbd, int extent, long sector, DiskOperation operation, Memory memory, int address) {
        Extent on = vbd.extents().get(extent);
        long before =
                vbd.extents().stream().limit(extent).mapToLong(Extent::sectors).sum();
        Disk disk = disks.stream()
                .filter(each -> each.device() == on.device())
                .findFirst()
                .orElseThrow();
        return submit(
                disk, transfer.of(operation, on.start() + sector - before, 1).at(memory, address));
    }

    /** Flushes every disk; returns whether the last one did. */
    boolean flush() {
        for (Disk disk : disks) {
            submit(disk, transfer.flush());
        }
        return good;
    }

    private boolean submit(Disk disk, DiskTransfer what) {
        disk.submit(what, 0);
        disk.poll((cookie, isGood) -> good = isGood, 1);
        return good;
    }
}

package io.nodev.legacy;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.disk.DiskType;
import io.nodev.common.disk.DiskUse;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.VbdKey;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdControl;
import io.nodev.common.machine.VbdMode;
import io.nodev.common.machine.VbdReport;
import io.nodev.hypervisor.Errno;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.legacy.vbd.LegacyDisks;
import io.nodev.legacy.vbd.Vbd;
import io.nodev.legacy.vbd.VbdChanges;
import java.util.List;
import java.util.stream.Stream;

/** Changes of VBDs, done by the hypervisor on whatever thread asks. */
final class LegacyVbds implements VbdControl {
    private final LegacyDisks disks;
    private final VbdChanges changes;

    LegacyVbds(Hypervisor hypervisor, LegacyDisks disks) {
        this.disks = disks;
        this.changes = new VbdChanges(hypervisor, disks);
    }

    @Override
    public void create(int domain, VbdConfig vbd) {
        check(changes.create(domain, vbd), "it has one of that number already", domain, vbd.device());
    }

    @Override
    public void grow(int domain, int device, Extent extent) {
        check(changes.grow(domain, device, extent), "it has no such VBD", domain, device);
    }

    @Override
    public void shrink(int domain, int device) {
        check(changes.shrink(domain, device), "it has no such VBD, or that has no extent", domain, device);
    }

    @Override
    public void destroy(int domain, int device) {
        check(changes.delete(domain, device), "it has no such VBD", domain, device);
    }

    private void check(int result, String invalid, int domain, int device) {
        if (result == 0) {
            return;
        }
        String reason = result == -Errno.ENOMEM ? "it has as many extents as a VBD can have" : invalid;
        throw new IllegalArgumentException((disks.find(domain) == null ? "there is no such domain" : reason)
                + ": domain=" + domain + ", device=" + DeviceNumber.name(device));
    }

    @Override
    public List<DiskUse> uses() {
        return disks.all().stream()
                .filter(ring -> disks.find(ring.domain().id()) == ring)
                .flatMap(ring -> ring.devices().stream()
                        .filter(vbd -> (vbd.info() & DiskType.VIRTUAL_FLAG) != 0)
                        .flatMap(vbd -> uses(ring.domain().id(), vbd)))
                .toList();
    }

    private static Stream<DiskUse> uses(int domain, Vbd vbd) {
        boolean isWritable = (vbd.mode() & VbdMode.WRITE_ONLY.bits()) != 0;
        return vbd.possibleExtents().stream()
                .map(extent -> new DiskUse(new VbdKey(domain, vbd.device()), extent, isWritable));
    }

    @Override
    public List<VbdReport> reports() {
        return VbdReports.of(disks);
    }
}

package io.nodev.common.machine;

import io.nodev.common.disk.DiskSharing;
import io.nodev.common.disk.DiskUse;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.SharingPolicy;
import io.nodev.common.disk.VbdKey;
import java.util.List;
import java.util.Optional;

/** Changes of VBDs that are made only if nobody uses the same sectors in a way that forbids it. One change at a time. */
public final class CheckedVbds implements VbdControl {
    private final VbdControl vbds;
    private final SharingPolicy policy;

    /** Asks {@code vbds} for who uses what, and for the changes that the policy allows. */
    public CheckedVbds(VbdControl vbds, SharingPolicy policy) {
        this.vbds = vbds;
        this.policy = policy;
    }

    @Override
    public synchronized void create(int domain, VbdConfig vbd) {
        List<DiskUse> existing = vbds.uses();
        vbd.extents().forEach(extent -> require(existing, use(domain, vbd, extent)));
        vbds.create(domain, vbd);
    }

    private static DiskUse use(int domain, VbdConfig vbd, Extent extent) {
        return new DiskUse(new VbdKey(domain, vbd.device()), extent, vbd.mode().isWritable());
    }

    private void require(List<DiskUse> existing, DiskUse wanted) {
        DiskSharing.refusal(existing, wanted, policy).ifPresent(clash -> {
            throw new SharingRefusedException(clash.message());
        });
    }

    /** {@inheritDoc} A VBD's own extents are no other user. */
    @Override
    public synchronized void grow(int domain, int device, Extent extent) {
        VbdKey own = new VbdKey(domain, device);
        List<DiskUse> existing = vbds.uses();
        List<DiskUse> others =
                existing.stream().filter(use -> !own.equals(use.vbd())).toList();
        require(others, new DiskUse(own, extent, isWritable(existing, own)));
        vbds.grow(domain, device, extent);
    }

    /* Reports may be missing while a backend is down: a VBD that nobody knows anything of is taken for a writer. */
    private boolean isWritable(List<DiskUse> existing, VbdKey own) {
        Optional<Boolean> byUse = existing.stream()
                .filter(use -> own.equals(use.vbd()))
                .map(DiskUse::writable)
                .findFirst();
        return byUse.or(() -> reported(own)).orElse(true);
    }

    private Optional<Boolean> reported(VbdKey own) {
        return vbds.reports().stream()
                .filter(each -> own.equals(new VbdKey(each.domain(), each.device())))
                .map(each -> each.mode().isWritable())
                .findFirst();
    }

    @Override
    public synchronized void shrink(int domain, int device) {
        vbds.shrink(domain, device);
    }

    @Override
    public synchronized void destroy(int domain, int device) {
        vbds.destroy(domain, device);
    }

    @Override
    public List<DiskUse> uses() {
        return vbds.uses();
    }

    @Override
    public List<VbdReport> reports() {
        return vbds.reports();
    }
}

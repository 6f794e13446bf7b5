package io.nodev.devdomain;

import io.nodev.common.disk.VbdKey;
import io.nodev.common.machine.VbdMode;
import io.nodev.common.machine.VbdReport;
import io.nodev.devdomain.blkback.BlkbackInterface;
import io.nodev.devdomain.blkback.Vbd;
import io.nodev.devdomain.netback.DeviceDomain;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Turns what backends counted since they came up into reports. */
final class VbdReports {
    private VbdReports() {}

    /** Every VBD that there is, by domain and number. */
    static List<VbdReport> of(Collection<DeviceDomain> domains) {
        return domains.stream()
                .filter(each -> each.blkback() != null)
                .flatMap(each -> each.blkback().interfaces().stream())
                .sorted(Comparator.comparingInt(BlkbackInterface::domain))
                .flatMap(each -> each.vbds().stream().map(vbd -> of(each.domain(), vbd)))
                .toList();
    }

    private static VbdReport of(int domain, Vbd vbd) {
        VbdMode mode = vbd.isReadOnly() ? VbdMode.READ_ONLY : VbdMode.READ_WRITE;
        return vbd.counters().report(new VbdKey(domain, vbd.device()), vbd.sectors(), mode);
    }
}

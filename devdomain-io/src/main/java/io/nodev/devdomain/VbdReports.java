package io.nodev.devdomain;

import io.nodev.common.disk.DiskStats;
import io.nodev.common.machine.VbdMode;
import io.nodev.common.machine.VbdReport;
import io.nodev.devdomain.blkback.BlkbackInterface;
import io.nodev.devdomain.blkback.Vbd;
import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.devdomain.netback.DeviceDomain;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
        DiskStats stats = vbd.stats();
        SortedMap<Integer, Long> requests = new TreeMap<>();
        put(requests, BlkRingLayout.STATUS_OKAY, stats.reads() + stats.writes() + stats.flushes());
        put(requests, BlkRingLayout.STATUS_ERROR, stats.errors());
        return new VbdReport(
                domain,
                vbd.device(),
                vbd.sectors(),
                vbd.isReadOnly() ? VbdMode.READ_ONLY : VbdMode.READ_WRITE,
                requests,
                stats.reads(),
                stats.sectorsRead(),
                stats.writes(),
                stats.sectorsWritten(),
                stats.flushes());
    }

    private static void put(SortedMap<Integer, Long> requests, int status, long count) {
        if (count != 0) {
            requests.put(status, count);
        }
    }
}

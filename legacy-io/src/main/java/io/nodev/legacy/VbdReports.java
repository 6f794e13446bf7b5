package io.nodev.legacy;

import io.nodev.common.disk.DiskStats;
import io.nodev.common.machine.VbdMode;
import io.nodev.common.machine.VbdReport;
import io.nodev.legacy.vbd.BlockRing;
import io.nodev.legacy.vbd.LegacyDisks;
import io.nodev.legacy.vbd.Vbd;
import java.util.Comparator;
import java.util.List;

/** Turns the hypervisor's counters of VBDs into reports. */
final class VbdReports {
    private VbdReports() {}

    /** Every VBD that there is or that was there when its domain died, by domain and number. */
    static List<VbdReport> of(LegacyDisks disks) {
        return disks.all().stream()
                .sorted(Comparator.comparingInt(ring -> ring.domain().id()))
                .flatMap(ring -> ring.devices().stream().map(vbd -> of(ring, vbd)))
                .toList();
    }

    private static VbdReport of(BlockRing ring, Vbd vbd) {
        DiskStats done = vbd.counters().disk();
        return new VbdReport(
                ring.domain().id(),
                vbd.device(),
                vbd.sectors(),
                mode(vbd),
                vbd.counters().answeredByStatus(),
                done.reads(),
                done.sectorsRead(),
                done.writes(),
                done.sectorsWritten(),
                done.flushes());
    }

    /** The one that says most of what is allowed; a mode without either bit, which no tool makes, reads as read-only. */
    private static VbdMode mode(Vbd vbd) {
        return switch (vbd.mode() & VbdMode.READ_WRITE.bits()) {
            case 2 -> VbdMode.WRITE_ONLY;
            case 3 -> VbdMode.READ_WRITE;
            default -> VbdMode.READ_ONLY;
        };
    }
}

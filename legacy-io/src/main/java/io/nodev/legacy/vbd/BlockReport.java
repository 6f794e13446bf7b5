package io.nodev.legacy.vbd;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.hypervisor.console.ConsoleOutput;
import java.util.function.Consumer;

/**
 * Answers a debug key with the state of each living domain's ring and VBDs. Reads counters without stopping anybody; what moves
 * meanwhile may be shown as it was.
 */
public final class BlockReport implements Consumer<ConsoleOutput> {
    private final LegacyDisks disks;

    /** About the rings and VBDs of one machine. */
    public BlockReport(LegacyDisks disks) {
        this.disks = disks;
    }

    @Override
    public void accept(ConsoleOutput output) {
        for (BlockRing ring : disks.all()) {
            if (disks.find(ring.domain().id()) == ring) {
                report(ring, output);
            }
        }
    }

    private static void report(BlockRing ring, ConsoleOutput output) {
        output.line(ring.domain() + ": block ring page " + ring.ringPage() + ", requests taken "
                + ring.ring().requestIndex() + ", responses put " + ring.ring().responseIndex() + ", with the disks "
                + ring.underWay());
        for (ProtocolViolation kind : ProtocolViolation.values()) {
            if (ring.violations(kind) != 0) {
                output.line("    " + kind + ": " + ring.violations(kind));
            }
        }
        ring.vbds().all().forEach(vbd -> report(vbd, output));
    }

    private static void report(Vbd vbd, ConsoleOutput output) {
        VbdCounters counters = vbd.counters();
        output.line("    " + DeviceNumber.name(vbd.device()) + ": mode " + vbd.mode() + ", "
                + Long.toUnsignedString(vbd.sectors()) + " sectors, status " + counters.answeredByStatus()
                + ", sectors read " + counters.disk().sectorsRead() + ", written "
                + counters.disk().sectorsWritten() + ", flushes "
                + counters.disk().flushes());
    }
}

package io.nodev.tck.hostile;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.tck.disk.DiskHold;
import io.nodev.tck.disk.DiskUnderTest;
import io.nodev.tck.disk.RecordingMedium;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.HypervisorMachine;
import io.nodev.tck.harness.Topology;
import java.util.Arrays;
import java.util.List;

/**
 * The one disk of a machine with a hostile guest, which does what it has in any order. All three guests have VBDs on it, the
 * hostile one's among those of the others, and every sector is filled with the mark of whose it is; nobody's with domain 0's.
 */
final class HostileDisk {
    /** The number that the first VBD of each guest has. */
    static final int VBD = 0x301;

    private static final int HDA = 0x300;
    private static final int SECTORS = 4096;
    private static final int SHORT = 12;
    private static final byte NOBODYS = MachineAudit.mark(0);

    private final RecordingMedium medium;
    private final WatchedMedium watched;
    private final Topology topology;
    private final byte[] marks;

    HostileDisk(Topology other, long seed) {
        Topology withVbds = other;
        for (DomainSpec domain : other.domains()) {
            withVbds = withVbds.withDomain(domain.withVbds(vbds(domain.id())));
        }
        this.marks = marks(withVbds);
        this.medium = new RecordingMedium(SECTORS, Disk.SECTOR_SIZE, this::marked);
        this.watched = new WatchedMedium(medium, withVbds.domains());
        this.topology =
                withVbds.withDisk(new DiskUnderTest(DriveSpec.disk("hda", HDA), medium, watched, new DiskHold(seed)));
    }

    private static VbdConfig[] vbds(int domain) {
        return switch (domain) {
            case 1 -> new VbdConfig[] {vbd(VBD, VbdMode.READ_WRITE, extent(1024, 128), extent(2048, 128))};
            case 2 -> new VbdConfig[] {vbd(VBD, VbdMode.READ_WRITE, extent(1164, 256))};
            case HostileRun.HOSTILE ->
                new VbdConfig[] {
                    vbd(
                            VBD,
                            VbdMode.READ_WRITE,
                            extent(1012, SHORT),
                            extent(1152, SHORT),
                            extent(SECTORS - SHORT, SHORT),
                            extent(1420, SHORT),
                            extent(0, SHORT),
                            extent(2036, SHORT),
                            extent(2176, SHORT),
                            extent(1000, SHORT),
                            extent(3000, SHORT)),
                    vbd(VBD + 1, VbdMode.READ_ONLY, extent(100, 64), extent(200, 1))
                };
            default -> new VbdConfig[0];
        };
    }

    private static VbdConfig vbd(int device, VbdMode mode, Extent... extents) {
        return new VbdConfig(device, mode, List.of(extents));
    }

    private static Extent extent(long start, long sectors) {
        return new Extent(HDA, start, sectors);
    }

    /** For each sector the mark of whose it is. */
    private static byte[] marks(Topology topology) {
        byte[] marks = new byte[SECTORS];
        Arrays.fill(marks, NOBODYS);
        for (DomainSpec domain : topology.domains()) {
            for (VbdConfig vbd : domain.vbds()) {
                for (Extent extent : vbd.extents()) {
                    Arrays.fill(marks, (int) extent.start(), (int) extent.end(), MachineAudit.mark(domain.id()));
                }
            }
        }
        return marks;
    }

    private byte[] marked(long sector) {
        byte[] bytes = new byte[Disk.SECTOR_SIZE];
        Arrays.fill(bytes, marks[(int) sector]);
        return bytes;
    }

    /** The machine with this disk and everyone's VBDs. */
    Topology topology() {
        return topology;
    }

    /** Looks at what the machine's disk is asked for from now on. */
    void watch(HypervisorMachine machine) {
        watched.watch(machine.hypervisor().frames());
    }

    /** What must hold at any time: nothing was asked for, and nothing is changed, but what whoever it was done for has. */
    void check() {
        if (watched.wrong() != null) {
            throw new AssertionError("H10: " + watched.wrong());
        }
        for (long sector : medium.written().keySet()) {
            if (marks[(int) sector] == NOBODYS) {
                throw new AssertionError("H10: a sector of nobody's was written: sector=" + sector);
            }
        }
    }

    /** Reads and writes that were looked at. */
    long transfers() {
        return watched.transfers();
    }
}

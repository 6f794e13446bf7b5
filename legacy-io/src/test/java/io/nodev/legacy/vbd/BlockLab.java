package io.nodev.legacy.vbd;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.hypercall.EventChannelOp;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.hypervisor.hypercall.UpdateVaMapping;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import io.nodev.hypervisor.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The hypervisor's side of a legacy machine's disks with no driver above it: tests fill slots byte by byte. Domain 0, privileged,
 * A (1) and B (2) have rings; disks hda of 4,096 and hdc of 512 sectors.
 */
final class BlockLab {
    static final int A = 1;
    static final int B = 2;
    static final int HDA = 0x300;
    static final int HDC = 0x1600;

    /** The VBD that tests give out. */
    static final int VBD = 0x301;

    final Hypervisor hypervisor = new Hypervisor(MemoryRegion.ofFrames(4096), new ManualClock(0));
    final CooperativeScheduler scheduler = new CooperativeScheduler(hypervisor.clock(), hypervisor.timers());
    final List<Throwable> panics = new ArrayList<>();
    final TestDisk hda = new TestDisk("hda", HDA, 4096);
    final TestDisk hdc = new TestDisk("hdc", HDC, 512);
    final LegacyDisks disks;
    final VbdChanges changes;
    final RawBlockGuest[] guests = new RawBlockGuest[3];

    BlockLab() {
        this(false);
    }

    /** With the unmasked slot of 2004, or without. */
    BlockLab(boolean unmaskedSlot) {
        disks = new LegacyDisks(hypervisor, List.of(hda, hdc), unmaskedSlot);
        changes = new VbdChanges(hypervisor, disks);
        disks.connect(scheduler);
        scheduler.onPanic((what, cause) -> panics.add(cause));
        HypercallTable table = HypercallTable.builder()
                .set(HypercallNumber.UPDATE_VA_MAPPING, new UpdateVaMapping(hypervisor.pageTables()))
                .set(HypercallNumber.EVENT_CHANNEL_OP, new EventChannelOp(hypervisor.events(), hypervisor.domains()))
                .set(HypercallNumber.BLOCK_IO_OP, new BlockIoOp(hypervisor, disks))
                .build();
        for (int id = 0; id < guests.length; id++) {
            DomainConfig config = DomainConfig.ordinary(id, "domain" + id, 900);
            Domain domain = hypervisor.createDomain(id == 0 ? config.withPrivilege() : config);
            disks.create(domain);
            guests[id] = new RawBlockGuest(new HypercallGate(domain, table));
        }
    }

    RawBlockGuest guest(int id) {
        return guests[id];
    }

    Domain domain(int id) {
        return hypervisor.domains().find(id);
    }

    Vbd vbd(int domain, int device) {
        return disks.find(domain).vbds().find(device);
    }

    /** Gives A a VBD of those extents, each {@code {disk, start, sectors}}. */
    BlockLab give(VbdMode mode, long[]... extents) {
        List<Extent> list = new ArrayList<>();
        for (long[] extent : extents) {
            list.add(new Extent((int) extent[0], extent[1], extent[2]));
        }
        changes.create(A, new VbdConfig(VBD, mode, list));
        return this;
    }

    /** Gives A 1,000 sectors of hda, from 1,000 on. */
    BlockLab give() {
        return give(VbdMode.READ_WRITE, new long[] {HDA, 1000, 1000});
    }

    /** Lets the hypervisor's own work run. */
    void run() {
        assertThat(scheduler.runUntilIdle(TimeUnit.SECONDS.toNanos(300)) || !panics.isEmpty())
                .as("at rest, or at an end")
                .isTrue();
    }
}

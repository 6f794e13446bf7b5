package io.nodev.plugin.generate;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.Medium;
import io.nodev.common.disk.QueuedDisk;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.devdomain.DeviceDomainMachine;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.legacy.LegacyMachine;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A machine of either architecture on one thread, with one disk and one guest that has all of it as a VBD. */
final class BlockMachine implements BlockMover {
    private static final int HDA = 0x300;
    private static final int GUEST = 1;
    private static final int PAGES = 2_048;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final BlockLoad guest;
    private final Machine machine;

    BlockMachine(Architecture architecture, Medium medium, BlockShape shape) {
        this.guest = new BlockLoad(shape);
        Disk disk = new QueuedDisk(DriveSpec.disk("hda", HDA), medium);
        this.machine = architecture == Architecture.LEGACY ? legacy(disk) : deviceDomain(disk);
        run();
    }

    private Machine legacy(Disk disk) {
        return LegacyMachine.builder("disks", MachineOptions.defaults())
                .disk(disk)
                .domain(DomainConfig.ordinary(0, "d0", PAGES).withPrivilege(), IdleGuest::new)
                .domain(DomainConfig.ordinary(GUEST, "d1", PAGES), () -> guest)
                .vbd(vbd())
                .boot();
    }

    private Machine deviceDomain(Disk disk) {
        return DeviceDomainMachine.builder("disks", MachineOptions.defaults())
                .disk(disk)
                .domain(DomainConfig.ordinary(0, "d0", PAGES).withPrivilege(), IdleGuest::new)
                .domain(DomainConfig.ordinary(GUEST, "d1", PAGES), () -> guest)
                .vbd(vbd())
                .boot();
    }

    private static VbdConfig vbd() {
        return new VbdConfig(HDA, VbdMode.READ_WRITE, List.of(new Extent(HDA, 0, BlockShape.DISK_SECTORS)));
    }

    private void run() {
        if (!machine.scheduler().runUntilIdle(PATIENCE_NANOS)) {
            throw new IllegalStateException("the machine does not come to rest: nanos=" + PATIENCE_NANOS);
        }
    }

    @Override
    public int move(boolean write, int requests) {
        guest.ask(write, requests);
        machine.hypervisor().domains().find(GUEST).wake();
        run();
        return guest.good();
    }

    @Override
    public void close() {
        machine.close();
    }
}

package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.disk.Disk;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.RestartPolicy;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.hypervisor.domain.DomainConfig;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A machine whose disk hda, of 4,096 sectors, belongs to domain 0 or 1. Guest 2 has the first half as sda, to be written, and
 * sectors 0 to 99 as sdb, to be read; guest 3 has the third quarter as sda; guest 4 has nothing.
 */
final class BlockFixture implements AutoCloseable {
    static final int HDA = DeviceNumber.parse("hda").getAsInt();
    static final int SDA = DeviceNumber.parse("sda").getAsInt();
    static final int SDB = DeviceNumber.parse("sdb").getAsInt();
    static final int SECTORS = 4096;

    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(300);

    private final StringBuffer console = new StringBuffer();
    private final List<Integer> halts = new CopyOnWriteArrayList<>();
    private final BlockGuest[] guests = {new BlockGuest(), new BlockGuest(), new BlockGuest()};
    private final DeviceDomainMachine machine;
    private final int backend;

    BlockFixture(SchedulerKind scheduler, int backend) {
        this(scheduler, backend, MemoryDisk.of("hda", HDA, SECTORS));
    }

    BlockFixture(SchedulerKind scheduler, int backend, Disk disk) {
        this(scheduler, backend, disk, RestartPolicy.atMost(100));
    }

    BlockFixture(SchedulerKind scheduler, int backend, Disk disk, RestartPolicy restarts) {
        this.backend = backend;
        MachineOptions options = MachineOptions.defaults()
                .withScheduler(scheduler)
                .withRestarts(restarts)
                .withConsole(console::append)
                .withHalt(halts::add);
        DeviceDomainMachine.Builder builder = DeviceDomainMachine.builder("blocks", options)
                .disk(disk)
                .domain(DomainConfig.ordinary(0, "Domain-0", 256).withPrivilege(), IdleGuest::new);
        if (backend != 0) {
            builder.domain(DomainConfig.ordinary(backend, "disks", 256), IdleGuest::new);
        }
        builder.domain(DomainConfig.ordinary(2, "writer", 256), () -> guests[0])
                .vbd(vbd(SDA, VbdMode.READ_WRITE, 0, SECTORS / 2))
                .vbd(vbd(SDB, VbdMode.READ_ONLY, 0, 100))
                .domain(DomainConfig.ordinary(3, "other", 256), () -> guests[1])
                .vbd(vbd(SDA, VbdMode.READ_WRITE, SECTORS / 2, SECTORS / 4))
                .domain(DomainConfig.ordinary(4, "diskless", 256), () -> guests[2]);
        machine = builder.deviceDomain(backend, List.of(), List.of("hda")).boot();
        settle();
    }

    private VbdConfig vbd(int device, VbdMode mode, long start, long sectors) {
        return new VbdConfig(device, mode, List.of(new Extent(HDA, start, sectors)), backend);
    }

    DeviceDomainMachine machine() {
        return machine;
    }

    int backend() {
        return backend;
    }

    BlockGuest guest(int domain) {
        return guests[domain - 2];
    }

    String console() {
        return console.toString();
    }

    /** Statuses that the machine would have ended the program with. */
    List<Integer> halts() {
        return halts;
    }

    static byte[] random(int sectors, int seed) {
        byte[] bytes = new byte[sectors * Disk.SECTOR_SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    void settle() {
        assertThat(machine.scheduler().runUntilIdle(TIMEOUT))
                .as("at rest; the console says %s", console)
                .isTrue();
    }

    /** Lets a guest put what it was handed. */
    void run(int domain) {
        machine.hypervisor().domains().find(domain).wake();
        settle();
    }

    @Override
    public void close() {
        machine.close();
    }
}

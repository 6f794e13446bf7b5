package io.nodev.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskUse;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.ImageDisk;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.common.disk.SharingPolicy;
import io.nodev.common.disk.VbdKey;
import io.nodev.common.guest.BlockCompletion;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.NoSuchBlockDeviceException;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.SharingRefusedException;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.common.machine.VbdReport;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.legacy.vbd.TestDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Disks, VBDs and guests' drivers in a whole machine. */
@Timeout(900)
class BlockMachineTest {
    private static final int HDA = 0x300;
    private static final int SDA = 0x800;
    private static final int CHUNK = 88;
    private static final int CHUNKS = 400;

    private final StringBuffer console = new StringBuffer();
    private final Disk disk = MemoryDisk.of("hda", HDA, 200_000);

    /** Writes every chunk of its device, flushes, reads every chunk back, all as deep as the ring is. */
    static final class Exerciser implements Guest {
        final int seed;
        volatile int good;
        volatile int broken;
        volatile boolean flushed;
        private final byte[] bytes = new byte[CHUNK * 512];
        private final byte[] seen = new byte[CHUNK * 512];
        private BlockDevices devices;
        private VirtualBlockDevice device;
        private int put;
        private int answered;

        Exerciser(int seed) {
            this.seed = seed;
        }

        @Override
        public void start(GuestEnvironment environment) {
            devices = environment.blockDevices();
            device = devices.all().isEmpty() ? null : devices.all().get(0);
        }

        @Override
        public boolean run(int budget) {
            if (device == null) {
                return false;
            }
            devices.complete(this::completed, 64);
            while (put < CHUNKS && device.write((long) put * CHUNK, fill(put), CHUNK, put)) {
                put++;
            }
            if (put == CHUNKS && answered == CHUNKS && device.flush(-1)) {
                put++;
            }
            while (flushed && put <= 2 * CHUNKS && device.read((long) (put - CHUNKS - 1) * CHUNK, CHUNK, put)) {
                put++;
            }
            devices.submit();
            return false;
        }

        private byte[] fill(int chunk) {
            Arrays.fill(bytes, (byte) (chunk * 31 + seed));
            bytes[0] = (byte) chunk;
            return bytes;
        }

        private void completed(BlockCompletion completion) {
            answered++;
            flushed |= completion.tag() == -1;
            boolean right = completion.isGood();
            if (completion.tag() > CHUNKS) {
                int chunk = (int) completion.tag() - CHUNKS - 1;
                completion.copyTo(seen, 0);
                right &= completion.length() == seen.length && Arrays.equals(seen, fill(chunk));
            }
            good += right ? 1 : 0;
            broken += right ? 0 : 1;
        }

        boolean isDone() {
            return good + broken == 2 * CHUNKS + 1;
        }
    }

    private static VbdConfig vbd(int device, long start, long sectors) {
        return new VbdConfig(device, VbdMode.READ_WRITE, List.of(new Extent(HDA, start, sectors)));
    }

    private LegacyMachineBuilder builder(SchedulerKind kind) {
        return LegacyMachine.builder(
                        "blocks", MachineOptions.defaults().withScheduler(kind).withConsole(console::append))
                .disk(disk)
                .domain(DomainConfig.ordinary(0, "Domain-0", 128).withPrivilege(), IdleGuest::new);
    }

    private static void await(LegacyMachine machine, BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (!(machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(1)) && done.getAsBoolean())) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
        }
    }

    @ParameterizedTest
    @EnumSource
    void guestsReadWhatTheyWroteAndNothingOfEachOther(SchedulerKind kind) {
        Exerciser a = new Exerciser(1);
        Exerciser b = new Exerciser(2);
        try (LegacyMachine machine = builder(kind)
                .domain(DomainConfig.ordinary(1, "a", 1024), () -> a)
                .vbd(vbd(SDA, 10, CHUNK * CHUNKS))
                .domain(DomainConfig.ordinary(2, "b", 100), () -> b)
                .vbd(vbd(SDA, 100_000, CHUNK * CHUNKS))
                .boot()) {
            await(machine, () -> a.isDone() && b.isDone());
            assertThat(a.broken + b.broken).as(console.toString()).isZero();
            List<VbdReport> reports = machine.vbds().reports();
            assertThat(reports).extracting(VbdReport::domain).containsExactly(0, 1, 2);
            VbdReport report = reports.get(1);
            assertThat(report.sectorsRead()).isEqualTo(CHUNK * CHUNKS);
            assertThat(report.sectorsWritten()).isEqualTo(CHUNK * CHUNKS);
            assertThat(report.flushes()).isOne();
            assertThat(List.of(report.reads(), report.writes())).containsOnly((long) CHUNKS);
            assertThat(machine.vbdReports())
                    .extracting(VbdReport::name)
                    .containsExactly("vbd0.hda", "vbd1.sda", "vbd2.sda");
            assertThat(report.requests()).containsOnlyKeys(0).containsEntry(0, 2L * CHUNKS + 1);
            assertThat(machine.blockDevices(1).all().get(0).stats().sectorsRead())
                    .isEqualTo(CHUNK * CHUNKS);
            assertThat(disk.stats().sectorsWritten()).isEqualTo(2 * CHUNK * CHUNKS);
            assertThat(console).doesNotContain("PANIC").doesNotContain("crashed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGuestMayDieUnderLoad(SchedulerKind kind) {
        Exerciser a = new Exerciser(1);
        Exerciser b = new Exerciser(2);
        try (LegacyMachine machine = builder(kind)
                .domain(DomainConfig.ordinary(1, "a", 1024), () -> a)
                .vbd(vbd(SDA, 10, CHUNK * CHUNKS))
                .domain(DomainConfig.ordinary(2, "b", 1024), () -> b)
                .vbd(vbd(SDA, 100_000, CHUNK * CHUNKS))
                .boot()) {
            while (b.good < 10) {
                machine.scheduler().runUntilIdle(TimeUnit.MILLISECONDS.toNanos(1));
            }
            machine.destroyDomain(2);
            await(machine, a::isDone);
            assertThat(a.broken).isZero();
            assertThat(machine.hypervisor().frames().owned(2)).isZero();
            assertThat(machine.hypervisor().frames().owned(FrameTable.HYPERVISOR))
                    .isZero();
            assertThat(console).doesNotContain("PANIC");
        }
    }

    /** Says which devices it sees in each turn. */
    private static final class Watcher implements Guest {
        final List<String> seen = new CopyOnWriteArrayList<>();
        private BlockDevices devices;

        @Override
        public void start(GuestEnvironment environment) {
            devices = environment.blockDevices();
        }

        @Override
        public boolean run(int budget) {
            seen.add(devices.all().stream()
                    .map(device -> device.name() + "=" + device.sectors())
                    .toList()
                    .toString());
            return false;
        }

        String last() {
            return seen.isEmpty() ? "" : seen.get(seen.size() - 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGuestSeesVbdsComeGrowShrinkAndGo(SchedulerKind kind) {
        Watcher watcher = new Watcher();
        try (LegacyMachine machine = builder(kind)
                .domain(DomainConfig.ordinary(1, "a", 128), () -> watcher)
                .boot()) {
            await(machine, () -> watcher.last().equals("[]"));
            machine.vbds().create(1, vbd(SDA, 0, 100));
            await(machine, () -> watcher.last().equals("[sda=100]"));
            machine.vbds().grow(1, SDA, new Extent(HDA, 500, 11));
            machine.vbds().create(1, vbd(HDA, 1000, 7));
            await(machine, () -> watcher.last().equals("[hda=7, sda=111]"));
            machine.vbds().shrink(1, SDA);
            await(machine, () -> watcher.last().equals("[hda=7, sda=100]"));
            machine.vbds().destroy(1, SDA);
            await(machine, () -> watcher.last().equals("[hda=7]"));
            assertThatThrownBy(() -> machine.vbds().destroy(1, SDA))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no such VBD")
                    .hasMessageEndingWith("device=sda");
            assertThatThrownBy(() -> machine.vbds().create(1, vbd(HDA, 2000, 7)))
                    .hasMessageContaining("one of that number already");
            assertThatThrownBy(() -> machine.vbds().shrink(9, HDA)).hasMessageContaining("no such domain");
        }
    }

    @ParameterizedTest
    @EnumSource
    void sharesSectorsAsFarAsItWasTold(SchedulerKind kind) {
        try (LegacyMachine machine = builder(kind)
                .domain(DomainConfig.ordinary(1, "a", 128), IdleGuest::new)
                .vbd(vbd(SDA, 0, 100))
                .boot()) {
            assertThatThrownBy(() -> machine.vbds().create(1, vbd(HDA, 50, 100)))
                    .isInstanceOf(SharingRefusedException.class)
                    .hasMessageContaining("VBD sda of domain 1");
            assertThat(machine.vbds().uses())
                    .containsExactly(new DiskUse(new VbdKey(1, SDA), new Extent(HDA, 0, 100), true));
        }
        try (LegacyMachine machine = builder(kind)
                .sharing(SharingPolicy.asBuilt(2))
                .domain(DomainConfig.ordinary(1, "a", 128), IdleGuest::new)
                .vbd(vbd(SDA, 0, 100))
                .boot()) {
            machine.vbds().create(1, vbd(HDA, 50, 100));
            assertThat(machine.vbds().uses()).hasSize(2);
            machine.destroyDomain(1);
            assertThat(machine.vbds().uses()).isEmpty();
            assertThat(machine.vbds().reports()).extracting(VbdReport::domain).containsExactly(0, 1, 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void domain0SeesTheRealDisksAndOthersOnlyTheirOwn(SchedulerKind kind) throws NoSuchBlockDeviceException {
        try (LegacyMachine machine = builder(kind)
                .domain(DomainConfig.ordinary(1, "a", 64), IdleGuest::new)
                .boot()) {
            VirtualBlockDevice hda = machine.blockDevices(0).open("hda");
            assertThat(hda.sectors()).isEqualTo(200_000);
            assertThat(hda.readOnly()).isFalse();
            assertThat(hda.removable()).isFalse();
            assertThat(machine.disks()).containsExactly(disk);
            assertThat(machine.blockDevices(1).all()).isEmpty();
            assertThatThrownBy(() -> machine.blockDevices(1).open("hdd")).hasMessageContaining("hdd: no such device");
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheRingAloneIfAskedTo(SchedulerKind kind) {
        MachineOptions options = MachineOptions.defaults()
                .withScheduler(kind)
                .withoutBlockDrivers()
                .withDisk(new TestDisk("hda", HDA, 64));
        try (LegacyMachine machine = LegacyMachine.builder("m", options)
                .disk(disk)
                .domain(DomainConfig.ordinary(0, "Domain-0", 64).withPrivilege(), IdleGuest::new)
                .boot()) {
            assertThat(machine.blockDevices(0).all()).isEmpty();
            assertThat(machine.disks().get(0).sectors()).isEqualTo(64);
            assertThat(machine.blocks().find(0).devices()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDriverFaultIsTheEndOfTheMachine(SchedulerKind kind) {
        TestDisk burning = new TestDisk("hda", HDA, 50_000);
        burning.burn();
        List<Integer> halts = new CopyOnWriteArrayList<>();
        MachineOptions options = MachineOptions.defaults()
                .withScheduler(kind)
                .withConsole(console::append)
                .withHalt(halts::add);
        try (LegacyMachine machine = LegacyMachine.builder("m", options)
                .disk(burning)
                .domain(DomainConfig.ordinary(1, "a", 1024), () -> new Exerciser(1))
                .vbd(vbd(SDA, 0, CHUNK * CHUNKS))
                .boot()) {
            while (halts.isEmpty()) {
                machine.scheduler().runUntilIdle(TimeUnit.MILLISECONDS.toNanos(50));
            }
            assertThat(halts).containsExactly(1);
            assertThat(console).contains("PANIC: ").contains("the device is on fire");
        }
    }

    @Test
    void refusesADiskThatBecomesOneFileWithAnother(@TempDir Path folder) throws IOException {
        Path image = Files.write(folder.resolve("one.img"), new byte[1024]);
        Path link = Files.createLink(folder.resolve("two.img"), image);
        Disk replaced = ImageDisk.open(DriveSpec.disk("hdb", 0x340), link);
        LegacyMachineBuilder one = LegacyMachine.builder(
                        "test", MachineOptions.defaults().withDisk(replaced))
                .disk(ImageDisk.open(DriveSpec.disk("hda", 0x300), image));
        Disk described = MemoryDisk.of("hdb", 0x340, 2);
        assertThatThrownBy(() -> one.disk(described))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("disks=hda, hdb");
    }
}

package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.disk.DiskUse;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.VbdKey;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.SharingRefusedException;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.common.machine.VbdReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VbdControlTest {
    private static final int SDC = BlockFixture.SDB + 16;

    /** Has another thread do something while this one runs the machine. */
    private static void whileRunning(BlockFixture fixture, Runnable change) {
        CompletableFuture<Void> done = CompletableFuture.runAsync(change);
        while (!done.isDone()) {
            fixture.settle();
        }
        fixture.settle();
        try {
            done.join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    private static List<String> names(BlockFixture fixture, int domain) {
        return fixture.machine().blockDevices(domain).all().stream()
                .map(VirtualBlockDevice::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE,0", "COOPERATIVE,1", "THREADED,1"})
    void aGuestFindsWhatChanges(SchedulerKind scheduler, int backend) {
        try (BlockFixture fixture = new BlockFixture(scheduler, backend)) {
            VbdConfig added =
                    new VbdConfig(SDC, VbdMode.READ_WRITE, List.of(new Extent(BlockFixture.HDA, 4000, 8)), backend);
            whileRunning(fixture, () -> fixture.machine().vbds().create(2, added));
            assertThat(names(fixture, 2)).containsExactly("sda", "sdb", "sdc");
            whileRunning(fixture, () -> fixture.machine().vbds().grow(2, SDC, new Extent(BlockFixture.HDA, 4010, 4)));
            assertThat(fixture.machine().blockDevices(2).all().get(2).sectors()).isEqualTo(12);
            whileRunning(fixture, () -> fixture.machine().restartBackend(backend));
            assertThat(names(fixture, 2)).containsExactly("sda", "sdb", "sdc");
            whileRunning(fixture, () -> fixture.machine().vbds().shrink(2, SDC));
            assertThat(fixture.machine().blockDevices(2).all().get(2).sectors()).isEqualTo(8);
            whileRunning(fixture, () -> fixture.machine().vbds().destroy(2, SDC));
            assertThat(names(fixture, 2)).containsExactly("sda", "sdb");
        }
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE,0", "THREADED,1"})
    void aGuestWithoutAnyGetsItsFirst(SchedulerKind scheduler, int backend) {
        try (BlockFixture fixture = new BlockFixture(scheduler, backend)) {
            VbdConfig added =
                    new VbdConfig(SDC, VbdMode.READ_ONLY, List.of(new Extent(BlockFixture.HDA, 4000, 8)), backend);
            whileRunning(fixture, () -> fixture.machine().vbds().create(4, added));
            assertThat(names(fixture, 4)).containsExactly("sdc");
            fixture.guest(4).read("sdc", 0, 8, 1);
            fixture.run(4);
            assertThat(fixture.guest(4).done(1).status()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE,0", "THREADED,1"})
    void whatCannotBeIsRefusedWithTheReason(SchedulerKind scheduler, int backend) {
        try (BlockFixture fixture = new BlockFixture(scheduler, backend)) {
            VbdConfig again = new VbdConfig(BlockFixture.SDB, VbdMode.READ_ONLY, List.of(), backend);
            assertThatThrownBy(() ->
                            whileRunning(fixture, () -> fixture.machine().vbds().create(2, again)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("it has one of that number already: domain=2, device=sdb");
            assertThatThrownBy(() ->
                            whileRunning(fixture, () -> fixture.machine().vbds().destroy(2, SDC)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("it has no such VBD: domain=2, device=sdc");
            assertThatThrownBy(() -> whileRunning(
                            fixture,
                            () -> fixture.machine()
                                    .vbds()
                                    .create(2, new VbdConfig(SDC, VbdMode.READ_ONLY, List.of(), backend + 5))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("another device domain serves its VBDs");
        }
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE,0", "THREADED,1"})
    void sectorsThatAnotherWritesAreNotHandedOut(SchedulerKind scheduler, int backend) {
        try (BlockFixture fixture = new BlockFixture(scheduler, backend)) {
            VbdConfig clashing =
                    new VbdConfig(SDC, VbdMode.READ_ONLY, List.of(new Extent(BlockFixture.HDA, 2100, 8)), backend);
            assertThatThrownBy(() -> fixture.machine().vbds().create(4, clashing))
                    .isInstanceOf(SharingRefusedException.class)
                    .hasMessageContaining("VBD sda of domain 3");
        }
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE,0", "THREADED,1"})
    void whoUsesWhichSectorsIsKnownWhileTheBackendIsDown(SchedulerKind scheduler, int backend) {
        try (BlockFixture fixture = new BlockFixture(scheduler, backend)) {
            List<DiskUse> uses = fixture.machine().vbds().uses();
            assertThat(uses)
                    .contains(new DiskUse(
                            new VbdKey(3, BlockFixture.SDA), new Extent(BlockFixture.HDA, 2048, 1024), true))
                    .hasSize(3);
            fixture.machine().stopBackend(backend);
            fixture.settle();
            assertThat(fixture.machine().vbds().reports()).isEmpty();
            assertThat(fixture.machine().vbds().uses()).isEqualTo(uses);
            VbdConfig clashing =
                    new VbdConfig(SDC, VbdMode.READ_ONLY, List.of(new Extent(BlockFixture.HDA, 2100, 8)), backend);
            assertThatThrownBy(() -> fixture.machine().vbds().create(4, clashing))
                    .isInstanceOf(SharingRefusedException.class);
            fixture.machine().startBackend(backend);
            fixture.settle();
            fixture.machine().destroyDomain(3);
            fixture.settle();
            assertThat(fixture.machine().vbds().uses())
                    .extracting(use -> use.vbd().domain())
                    .containsOnly(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE,0", "THREADED,1"})
    void reportsSayWhatEveryVbdCounted(SchedulerKind scheduler, int backend) {
        try (BlockFixture fixture = new BlockFixture(scheduler, backend)) {
            fixture.guest(2).write("sda", 0, BlockFixture.random(16, 1), 1);
            fixture.guest(2).write("sdb", 0, BlockFixture.random(8, 1), 2);
            fixture.guest(2).read("sdb", 0, 3, 3);
            fixture.guest(2).flush("sda", 4);
            fixture.run(2);
            List<VbdReport> reports = fixture.machine().vbds().reports();
            assertThat(reports).extracting(VbdReport::domain).containsExactly(2, 2, 3);
            assertThat(reports.get(0).sectorsWritten()).isEqualTo(16);
            assertThat(reports.get(0).flushes()).isEqualTo(1);
            assertThat(reports.get(1).requests()).containsEntry(-1, 1L).containsEntry(0, 1L);
            assertThat(reports.get(1).sectorsRead()).isEqualTo(3);
            assertThat(List.of(reports.get(0).writes(), reports.get(0).reads())).containsExactly(1L, 0L);
            assertThat(List.of(reports.get(1).writes(), reports.get(1).reads())).containsExactly(0L, 1L);
            assertThat(fixture.machine().vbdReports())
                    .isEqualTo(reports)
                    .extracting(VbdReport::name)
                    .containsExactly("vbd2.sda", "vbd2.sdb", "vbd3.sda");
        }
    }
}

package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.guest.NoSuchBlockDeviceException;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.common.machine.SchedulerKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockMachineTest {
    @ParameterizedTest
    @CsvSource({"COOPERATIVE,0", "COOPERATIVE,1", "THREADED,0", "THREADED,1"})
    void whatAGuestWroteItReadsBack(SchedulerKind scheduler, int backend) {
        try (BlockFixture fixture = new BlockFixture(scheduler, backend)) {
            byte[] bytes = BlockFixture.random(VirtualBlockDevice.MAX_SECTORS, 1);
            fixture.guest(2).write("sda", 3, bytes, 1);
            fixture.run(2);
            fixture.guest(2).flush("sda", 2);
            fixture.guest(2).read("sda", 3, VirtualBlockDevice.MAX_SECTORS, 3);
            fixture.guest(2).read("sdb", 3, VirtualBlockDevice.MAX_SECTORS, 4);
            fixture.run(2);
            assertThat(fixture.guest(2).done(1).status()).isZero();
            assertThat(fixture.guest(2).done(2).status()).isZero();
            assertThat(fixture.guest(2).done(3).bytes()).isEqualTo(bytes);
            assertThat(fixture.guest(2).done(4).bytes()).isEqualTo(bytes);
            assertThat(fixture.machine().disks().get(0).stats().flushes()).isEqualTo(1);
            assertThat(fixture.machine().disks().get(0).stats().writes())
                    .as("pages that adjoin are one transfer")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE,0", "THREADED,1"})
    void aGuestSeesItsDevicesAndNobodyElses(SchedulerKind scheduler, int backend) {
        try (BlockFixture fixture = new BlockFixture(scheduler, backend)) {
            assertThat(fixture.guest(2).devices().all())
                    .extracting(VirtualBlockDevice::name, VirtualBlockDevice::sectors, VirtualBlockDevice::readOnly)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("sda", 2048L, false),
                            org.assertj.core.groups.Tuple.tuple("sdb", 100L, true));
            assertThat(fixture.guest(4).devices().isReady()).isTrue();
            assertThat(fixture.guest(4).devices().all()).isEmpty();
            assertThatThrownBy(() -> fixture.guest(4).devices().open("hdd"))
                    .isInstanceOf(NoSuchBlockDeviceException.class)
                    .hasMessage("hdd: no such device; this domain has no block device");
        }
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE,0", "THREADED,1"})
    void whatLiesOutsideIsNeitherReadNorWritten(SchedulerKind scheduler, int backend) {
        try (BlockFixture fixture = new BlockFixture(scheduler, backend)) {
            byte[] bytes = BlockFixture.random(8, 2);
            fixture.guest(2).write("sda", 2041, bytes, 1);
            fixture.guest(2).write("sda", -1, bytes, 2);
            fixture.guest(2).write("sdb", 0, bytes, 3);
            fixture.guest(2).read("sdb", 99, 2, 4);
            fixture.guest(2).read("sdb", 99, 1, 5);
            fixture.run(2);
            for (int tag = 1; tag <= 4; tag++) {
                assertThat(fixture.guest(2).done(tag).status()).isEqualTo(-1);
            }
            assertThat(fixture.guest(2).done(5).status()).isZero();
            assertThat(fixture.machine().disks().get(0).stats().writes()).isZero();
        }
    }
}

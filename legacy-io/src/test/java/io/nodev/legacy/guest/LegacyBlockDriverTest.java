package io.nodev.legacy.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.legacy.LegacyMachine;
import io.nodev.legacy.vbd.TestDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The driver of one domain, driven by the test in the domain's place. */
class LegacyBlockDriverTest {
    private static final int HDA = 0x300;
    private static final int SDA = 0x800;

    private LegacyMachine machine;
    private BlockDevices devices;

    private VirtualBlockDevice boot(Disk disk, int pages, VbdMode mode) {
        machine = LegacyMachine.builder("m", MachineOptions.defaults())
                .disk(disk)
                .domain(DomainConfig.ordinary(1, "a", pages), IdleGuest::new)
                .vbd(new VbdConfig(SDA, mode, List.of(new Extent(HDA, 0, 1000))))
                .boot();
        run();
        devices = machine.blockDevices(1);
        return devices.all().isEmpty() ? null : devices.all().get(0);
    }

    private VirtualBlockDevice boot(int pages) {
        return boot(MemoryDisk.of("hda", HDA, 2000), pages, VbdMode.READ_WRITE);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private void run() {
        assertThat(machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(300)))
                .as("at rest")
                .isTrue();
    }

    private List<Long> tags() {
        devices.submit();
        run();
        List<Long> tags = new ArrayList<>();
        devices.complete(completion -> tags.add(completion.tag()), 100);
        return tags;
    }

    @Test
    void tellsWhatTheDeviceIs() {
        VirtualBlockDevice sda = boot(MemoryDisk.of("hda", HDA, 2000), 64, VbdMode.READ_ONLY);
        assertThat(sda.name()).isEqualTo("sda");
        assertThat(sda.number()).isEqualTo(SDA);
        assertThat(sda.sectors()).isEqualTo(1000);
        assertThat(sda.readOnly()).isTrue();
        assertThat(sda.removable()).isFalse();
        assertThat(devices.isReady()).isTrue();
    }

    @Test
    void has64OutstandingAndNoMore() {
        VirtualBlockDevice sda = boot(1024);
        for (int i = 0; i < 64; i++) {
            assertThat(sda.read(0, 88, i)).isTrue();
        }
        assertThat(sda.read(0, 1, 64)).isFalse();
        assertThat(sda.flush(64)).isFalse();
        assertThat(tags()).hasSize(64).doesNotHaveDuplicates();
        assertThat(sda.flush(64)).isTrue();
        assertThat(tags()).containsExactly(64L);
    }

    @Test
    void getsOnWithFewPages() {
        VirtualBlockDevice sda = boot(26);
        assertThat(sda.read(0, 88, 1)).isTrue();
        assertThat(sda.read(0, 88, 2)).isTrue();
        assertThat(sda.read(0, 1, 3)).isFalse();
        assertThat(tags()).containsExactly(1L, 2L);
        assertThat(sda.read(0, 88, 4)).isTrue();
        assertThat(tags()).containsExactly(4L);
    }

    @Test
    void hasNoDeviceInADomainWithoutPagesForOne() {
        assertThat(boot(20)).isNull();
    }

    @Test
    void aCompletionMayPutTheNextRequestThoughTheRingWasFull() {
        VirtualBlockDevice sda = boot(1024);
        for (int i = 0; i < 64; i++) {
            sda.read(0, 8, i);
        }
        devices.submit();
        run();
        List<Boolean> put = new ArrayList<>();
        devices.complete(completion -> put.add(sda.read(1, 8, 100)), 64);
        assertThat(put).hasSize(64).doesNotContain(false);
        assertThat(tags()).hasSize(64).containsOnly(100L);
    }

    @Test
    void nothingIsShownBeforeItIsSubmitted() {
        TestDisk disk = new TestDisk("hda", HDA, 2000);
        VirtualBlockDevice sda = boot(disk, 128, VbdMode.READ_WRITE);
        sda.read(0, 8, 1);
        run();
        assertThat(machine.vbds().reports().get(0).requests()).isEmpty();
        assertThat(tags()).containsExactly(1L);
        assertThat(machine.vbds().reports().get(0).requests()).containsEntry(0, 1L);
    }

    @Test
    void bringsBytesThereAndBack() {
        VirtualBlockDevice sda = boot(128);
        byte[] bytes = new byte[11 * 512];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7 + i / 512);
        }
        sda.write(989, bytes, 11, 1);
        assertThat(tags()).containsExactly(1L);
        sda.read(989, 11, 2);
        devices.submit();
        run();
        byte[] seen = new byte[bytes.length + 1];
        devices.complete(
                completion -> {
                    assertThat(completion.isGood()).isTrue();
                    assertThat(completion.device()).isSameAs(sda);
                    assertThat(completion.length()).isEqualTo(bytes.length);
                    completion.copyTo(seen, 1);
                },
                1);
        assertThat(seen).endsWith(bytes);
        assertThat(sda.stats().sectorsWritten()).isEqualTo(11);
        assertThat(sda.stats().sectorsRead()).isEqualTo(11);
    }

    @Test
    void aRefusalHasAStatusAndNoBytes() {
        VirtualBlockDevice sda = boot(128);
        sda.read(1000, 1, 1);
        devices.submit();
        run();
        List<Integer> statuses = new ArrayList<>();
        devices.complete(
                completion -> {
                    statuses.add(completion.status());
                    assertThat(completion.length()).isZero();
                },
                10);
        assertThat(statuses).containsExactly(1);
        assertThat(sda.stats().errors()).isOne();
    }

    @Test
    void aDeviceThatIsGoneRefuses() {
        VirtualBlockDevice sda = boot(128);
        machine.vbds().destroy(1, SDA);
        run();
        assertThat(devices.all()).isEmpty();
        sda.read(0, 1, 1);
        tags();
        assertThat(sda.stats().errors()).isOne();
    }

    @Test
    void refusesWhatNoRequestCanBe() {
        VirtualBlockDevice sda = boot(128);
        assertThatThrownBy(() -> sda.read(0, 0, 1)).hasMessageEndingWith("sectors=0");
        assertThatThrownBy(() -> sda.read(0, 89, 1)).hasMessageEndingWith("sectors=89");
        assertThatThrownBy(() -> sda.write(0, new byte[511], 1, 1)).hasMessageContaining("bytes=511");
    }
}

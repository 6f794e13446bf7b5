package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.ImageDisk;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.common.driver.DummyCard;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.PortReport;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.packet.VifMac;
import io.nodev.hypervisor.domain.DomainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a description may say, and what the machine is then. */
class DeviceDomainBuilderTest {
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(300);
    private static final MacAddress NIC = MacAddress.parse("00:02:b3:9d:1f:aa");

    private final ScriptedGuest first = new ScriptedGuest();
    private final ScriptedGuest second = new ScriptedGuest();
    private final DeviceDomainMachine.Builder builder = DeviceDomainMachine.builder("test", MachineOptions.defaults());

    private static DomainConfig domain(int id) {
        DomainConfig config = DomainConfig.ordinary(id, "domain " + id, 128);
        return id == 0 ? config.withPrivilege() : config;
    }

    private DeviceDomainMachine boot() {
        DeviceDomainMachine machine = builder.boot();
        assertThat(machine.scheduler().runUntilIdle(TIMEOUT)).isTrue();
        return machine;
    }

    @Test
    void needsADomain0() {
        builder.domain(domain(1), IdleGuest::new);
        assertThatThrownBy(builder::boot)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("domains=[1]");
    }

    @Test
    void refusesTwoDomainsWithOneId() {
        builder.domain(domain(0), IdleGuest::new);
        assertThatThrownBy(() -> builder.domain(domain(0), IdleGuest::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id=0");
    }

    @Test
    void refusesADiskThatBecomesOneFileWithAnother(@TempDir Path folder) throws IOException {
        Path image = Files.write(folder.resolve("one.img"), new byte[1024]);
        Path link = Files.createLink(folder.resolve("two.img"), image);
        Disk replaced = ImageDisk.open(DriveSpec.disk("hdb", 0x340), link);
        DeviceDomainMachine.Builder one = DeviceDomainMachine.builder(
                        "test", MachineOptions.defaults().withDisk(replaced))
                .disk(ImageDisk.open(DriveSpec.disk("hda", 0x300), image));
        Disk described = MemoryDisk.of("hdb", 0x340, 2);
        assertThatThrownBy(() -> one.disk(described))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("disks=hda, hdb");
    }

    @Test
    void refusesAnInterfaceOfNobody() {
        assertThatThrownBy(() -> builder.vif(VifConfig.DEFAULT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesADeviceDomainThatIsNoDomainOrOwnsNoSuchCard() {
        builder.domain(domain(0), IdleGuest::new).deviceDomain(3, List.of());
        assertThatThrownBy(builder::boot).hasMessageContaining("id=3");
        DeviceDomainMachine.Builder other = DeviceDomainMachine.builder("test", MachineOptions.defaults())
                .domain(domain(0), IdleGuest::new)
                .deviceDomain(0, List.of("eth9"));
        assertThatThrownBy(other::boot).hasMessageContaining("name=eth9");
    }

    @Test
    void refusesAnInterfaceThatNobodyServes() {
        builder.domain(domain(0), IdleGuest::new)
                .domain(domain(1), IdleGuest::new)
                .vif(VifConfig.DEFAULT.withBackend(7));
        assertThatThrownBy(builder::boot).hasMessageContaining("backend=7");
    }

    @Test
    void givesADeviceDomainOneInterfaceAndNoMore() {
        builder.domain(domain(0), IdleGuest::new).vif(VifConfig.DEFAULT).vif(VifConfig.DEFAULT);
        assertThatThrownBy(builder::boot).hasMessageContaining("id=0");
    }

    @Test
    void bootsWithoutAnyCard() {
        builder.domain(domain(0), IdleGuest::new).domain(domain(1), () -> first).vif(VifConfig.DEFAULT);
        try (DeviceDomainMachine machine = boot()) {
            assertThat(machine.nics()).isEmpty();
            assertThat(machine.networkDevices(1).get(0).isConnected()).isTrue();
        }
    }

    @Test
    void computesTheAddressesThatWereNotGiven() {
        builder.card(new DummyCard("eth0", NIC))
                .domain(domain(0), IdleGuest::new)
                .domain(domain(1), () -> first)
                .vif(VifConfig.DEFAULT)
                .vif(VifConfig.DEFAULT);
        try (DeviceDomainMachine machine = boot()) {
            byte[] octets = new byte[6];
            for (int index = 0; index < 2; index++) {
                machine.networkDevices(1).get(index).copyAddress(octets, 0);
                assertThat(MacAddress.of(octets, 0)).isEqualTo(VifMac.of(NIC, 1, index, "domain 1"));
            }
        }
    }

    @Test
    void keepsWhatSeveralDeviceDomainsServeApart() {
        MacAddress a = MacAddress.parse("aa:00:00:00:00:03");
        MacAddress b = MacAddress.parse("aa:00:00:00:00:04");
        builder.card(new DummyCard("eth0", NIC))
                .card(new DummyCard("eth1", MacAddress.parse("00:02:b3:9d:1f:ab")))
                .domain(domain(0), IdleGuest::new)
                .domain(domain(1), IdleGuest::new)
                .domain(domain(2), IdleGuest::new)
                .domain(domain(3), () -> first)
                .vif(VifConfig.DEFAULT.withAddress(a).withBackend(1))
                .domain(domain(4), () -> second)
                .vif(VifConfig.DEFAULT.withAddress(b).withBackend(2))
                .deviceDomain(1, List.of("eth0"))
                .deviceDomain(2, List.of("eth1"));
        try (DeviceDomainMachine machine = boot()) {
            first.send(MachineFixture.frame(b, a, 60));
            machine.hypervisor().domains().find(3).wake();
            assertThat(machine.scheduler().runUntilIdle(TIMEOUT)).isTrue();
            assertThat(second.received()).isEmpty();
            assertThat(machine.nics()).extracting(PortReport::txFrames).containsExactly(1L, 0L);
            machine.destroyDomain(1);
            assertThat(machine.scheduler().runUntilIdle(TIMEOUT)).isTrue();
            assertThat(machine.networkDevices(4).get(0).isConnected()).isTrue();
            assertThat(machine.networkDevices(3).get(0).isConnected()).isFalse();
        }
    }

    @Test
    void servesDomain0FromAnotherDomain() {
        builder.card(new DummyCard("eth0", NIC))
                .domain(domain(0), () -> first)
                .vif(VifConfig.DEFAULT.withBackend(1))
                .domain(domain(1), IdleGuest::new)
                .deviceDomain(1, List.of("eth0"));
        try (DeviceDomainMachine machine = boot()) {
            assertThat(machine.networkDevices(0).get(0).isConnected()).isTrue();
            assertThat(machine.deviceDomain(0)).isNull();
            assertThat(machine.vifs()).extracting(PortReport::name).containsExactly("vif0.0", "vif1.0");
        }
    }
}

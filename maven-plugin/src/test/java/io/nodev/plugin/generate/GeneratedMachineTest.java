package io.nodev.plugin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Disk;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.PortReport;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.DeviceDomainMachine;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.time.ManualClock;
import io.nodev.plugin.iso.IsoImage;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is generated compiles without a word and boots into what was described. */
final class GeneratedMachineTest {
    private static final int ENOSYS = -38;
    private static final int EFAULT = -14;

    @TempDir
    private Path directory;

    private Build build;

    /** What a test does with a booted machine. */
    private interface Use {
        void of(Machine machine);
    }

    @BeforeEach
    void describe() {
        build = new Build(directory);
    }

    private void boot(Architecture architecture, Use use) {
        boot(architecture, MachineOptions.defaults(), use);
    }

    private void boot(Architecture architecture, MachineOptions options, Use use) {
        build.of(architecture).generate();
        CompiledSources.addResources(build.folders().resources(architecture), directory.resolve("compiled"));
        try (URLClassLoader loader = CompiledSources.of(
                        directory.resolve("compiled"), build.folders().sources(architecture));
                Machine machine = (Machine) loader.loadClass("com.example.quickstart.QuickstartMachine")
                        .getMethod("boot", MachineOptions.class)
                        .invoke(null, options)) {
            assertThat(machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(300)))
                    .as("at rest")
                    .isTrue();
            use.of(machine);
        } catch (IOException | ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bootsIntoWhatWasDescribed(Architecture architecture) {
        boot(architecture, machine -> {
            assertThat(machine.name()).isEqualTo("quickstart");
            assertThat(machine.architecture()).isEqualTo(architecture);
            assertThat(machine.vifs().stream().map(PortReport::name)).containsExactly("vif0.0", "vif1.0", "vif2.0");
            assertThat(machine.nics().stream().map(PortReport::name)).containsExactly("eth0");
            assertThat(machine.cards().get(0).promiscuous()).isTrue();
            assertThat(machine.networkDevices(1).get(0).isConnected()).isTrue();
            assertThat(machine.networkDevices(2).get(0).isConnected()).isTrue();
        });
    }

    @Test
    void bootsADeviceDomainWithItsFirewall() {
        boot(
                Architecture.DEVICE_DOMAIN,
                machine -> assertThat(((DeviceDomainMachine) machine).firewallListing(0))
                        .contains("table bridge nodev {", "iifname . ip saddr @own return"));
    }

    @ParameterizedTest
    @ValueSource(ints = {HypercallNumber.NET_IO_OP, HypercallNumber.NETWORK_OP, HypercallNumber.BLOCK_IO_OP})
    void hasThreeHypercallsInALegacyMachineOnly(int number) {
        boot(Architecture.LEGACY, machine -> assertThat(call(machine, number)).isEqualTo(EFAULT));
        boot(
                Architecture.DEVICE_DOMAIN,
                machine -> assertThat(call(machine, number)).isEqualTo(ENOSYS));
    }

    /** The answer to a call whose argument is nowhere: only what is there finds out. */
    private static long call(Machine machine, int number) {
        return machine.gate(0).call(number, 0, 0, 0);
    }

    /** A guest that sends one frame to everybody once its interface is connected, and remembers who sent to it. */
    private static final class Crier implements Guest {
        private final Set<Integer> heard = new TreeSet<>();
        private GuestEnvironment environment;
        private boolean cried;

        @Override
        public void start(GuestEnvironment given) {
            environment = given;
        }

        @Override
        public boolean run(int budget) {
            VirtualNetworkDevice device = environment.networkDevices().get(0);
            device.receive((bytes, offset, length) -> heard.add((int) bytes[offset + 14]), budget);
            if (device.isConnected() && !cried && environment.nanos() > 0) {
                cried = device.transmit(frame(device), 0, 60);
            }
            return false;
        }

        private byte[] frame(VirtualNetworkDevice device) {
            byte[] frame = new byte[60];
            MacAddress.BROADCAST.put(frame, 0);
            device.copyAddress(frame, 6);
            frame[12] = 8;
            frame[14] = (byte) environment.domain();
            return frame;
        }
    }

    @Test
    void keepsTheBridgesOfTwoDeviceDomainsApart() {
        build.with("src/main/nodev/firewall.nft", "# everything passes\n").with("src/main/nodev/machine.yaml", """
                name: quickstart
                nics:
                  - {name: eth0, mac: 00:02:b3:9d:1f:aa, driver: wire}
                  - {name: eth1, mac: 00:02:b3:9d:1f:ab, driver: wire}
                domains:
                  - id: 0
                  - id: 1
                  - id: 2
                  - {id: 3, vifs: [{addresses: [192.0.2.3], backend: 1}]}
                  - {id: 4, vifs: [{addresses: [192.0.2.4], backend: 1}]}
                  - {id: 5, vifs: [{addresses: [192.0.2.5], backend: 2}]}
                  - {id: 6, vifs: [{addresses: [192.0.2.6], backend: 2}]}
                device-domains:
                  - {domain: 1, nics: [eth0]}
                  - {domain: 2, nics: [eth1]}
                """);
        Map<Integer, Crier> guests = new TreeMap<>();
        ManualClock clock = new ManualClock(0);
        MachineOptions options = MachineOptions.defaults().withClock(clock);
        for (int id = 3; id <= 6; id++) {
            Crier crier = new Crier();
            guests.put(id, crier);
            options = options.withGuest(id, () -> crier);
        }
        boot(Architecture.DEVICE_DOMAIN, options, machine -> {
            clock.advance(1);
            guests.keySet()
                    .forEach(id -> machine.hypervisor().domains().find(id).wake());
            assertThat(machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(300)))
                    .isTrue();
            assertThat(guests.get(3).heard).containsExactly(4);
            assertThat(guests.get(4).heard).containsExactly(3);
            assertThat(guests.get(5).heard).containsExactly(6);
            assertThat(guests.get(6).heard).containsExactly(5);
            assertThat(machine.nics().stream().map(PortReport::txFrames)).containsExactly(2L, 2L);
        });
    }

    @ParameterizedTest
    @EnumSource
    void compilesWithEveryKindOfThingDescribed(Architecture architecture) {
        build.with(
                        "src/main/nodev/vfr.rules",
                        "ADD COUNT src=ANY dst=PHYS proto=udp\nDELETE ACCEPT src=ANY dst=PHYS\nPRINT\n")
                .with("src/main/nodev/machine.yaml", """
                name: quickstart
                nics:
                  - {name: eth0, mac: 00:02:b3:9d:1f:aa}
                  - {name: eth1, mac: 00:02:b3:9d:1f:ab, driver: dummy}
                  - {name: wan.7, mac: 00:02:b3:9d:1f:ac, driver: wire, promiscuous: true}
                domains:
                  - id: 0
                    name: '"; } // \\u0022 ${x}'
                    vifs: [{addresses: [192.0.2.1]}]
                  - id: 1
                    privileged: true
                    memory-pages: 2048
                    vifs:
                      - {mac: aa:00:00:00:00:0b, addresses: [192.0.2.11, 169.254.1.1], backend: 2}
                      - {rate: {bytes: 4294967295, micros: 4294967295}}
                  - id: 2
                  - id: 3
                device-domains:
                  - {domain: 0, nics: [eth0, eth1, wan.7]}
                  - {domain: 2, nics: []}
                restart: {times: 3, answer-millis: 2500}
                vfr: {semantics: as-documented}
                quirks: {credit-wedge: true}
                """);
        boot(architecture, machine -> assertThat(machine.cards()).hasSize(3));
    }

    /** What the guests of a machine with three disks log, by lines in order. */
    private List<String> logsOfGuestsWithDisks(Architecture architecture) throws IOException {
        Files.createDirectories(directory.resolve("cd"));
        Files.writeString(directory.resolve("cd/readme.txt"), "read me");
        IsoImage.write(directory.resolve("cd"), "TEST", directory.resolve("src/main/nodev/cd.iso"));
        Files.copy(
                Path.of("src/test/resources/io/nodev/plugin/spec/parted.img"),
                directory.resolve("src/main/nodev/parted.img"));
        build.with("src/main/nodev/machine.yaml", """
                name: quickstart
                nics:
                  - {name: eth0, mac: 00:02:b3:9d:1f:aa, driver: dummy}
                disks:
                  - {name: cdrom, device: hdc, driver: iso, image: cd.iso, packed: true}
                  - {name: hda, image: parted.img, read-only: true, packed: true}
                  - {name: swap, device: xvda, driver: memory, size: 64KB}
                domains:
                  - id: 0
                  - {id: 1, guest: builtin:read-check, vbds: ['phy:cdrom,hdd,r', 'phy:hda2,hda1,r']}
                  - {id: 2, guest: builtin:write-verify, vbds: ['phy:swap,sda,w', 'phy:cdrom,hdd,r']}
                  - {id: 3, guest: builtin:read-check}
                """);
        StringBuffer console = new StringBuffer();
        boot(
                architecture,
                MachineOptions.defaults().withConsole(console::append),
                machine -> assertThat(machine.disks()).hasSize(3));
        return console.toString()
                .lines()
                .filter(line -> line.startsWith("(Domain-"))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void servesTheDisksDescribed(Architecture architecture) throws IOException {
        List<String> logs = logsOfGuestsWithDisks(architecture);

        CRC32 cd = new CRC32();
        cd.update(Files.readAllBytes(directory.resolve("src/main/nodev/cd.iso")));
        CRC32 partition = new CRC32();
        partition.update(new byte[3 * Disk.SECTOR_SIZE]);
        assertThat(logs)
                .containsExactly(
                        "(Domain-1) hda1: 3 sectors read twice, CRC-32 %08x".formatted(partition.getValue()),
                        "(Domain-1) hdd: 88 sectors read twice, CRC-32 %08x".formatted(cd.getValue()),
                        "(Domain-2) hdd: read only, left alone",
                        "(Domain-2) sda: 128 sectors written, flushed and verified",
                        "(Domain-3) no block devices");
    }
}

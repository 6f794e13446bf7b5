package io.nodev.plugin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.PortReport;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
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
        build.of(architecture).generate();
        try (URLClassLoader loader = CompiledSources.of(
                        directory.resolve("compiled"), build.folders().sources(architecture));
                Machine machine = (Machine) loader.loadClass("com.example.quickstart.QuickstartMachine")
                        .getMethod("boot", MachineOptions.class)
                        .invoke(null, MachineOptions.defaults())) {
            machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(20));
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
                vfr: {semantics: as-documented}
                quirks: {credit-wedge: true}
                """);
        boot(architecture, machine -> assertThat(machine.cards()).hasSize(3));
    }
}

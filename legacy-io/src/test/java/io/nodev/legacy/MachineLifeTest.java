package io.nodev.legacy;

import static io.nodev.legacy.Lab.A;
import static io.nodev.legacy.Lab.B;
import static io.nodev.legacy.Lab.IP_A;
import static io.nodev.legacy.Lab.IP_B;
import static io.nodev.legacy.Lab.NIC;
import static io.nodev.legacy.Lab.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.driver.Wire;
import io.nodev.common.driver.WireCardSpec;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.Errno;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.legacy.vif.RingStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Booting, names, addresses, hypercalls, crashes and the end. */
class MachineLifeTest {
    private static LegacyMachineBuilder builder(MachineOptions options) {
        return LegacyMachine.builder("m", options)
                .domain(DomainConfig.ordinary(0, "Domain-0", 1024).withPrivilege(), IdleGuest::new)
                .vif(VifConfig.DEFAULT);
    }

    @Test
    void saysWhatItIs() {
        try (Lab lab = new Lab()) {
            assertThat(lab.machine.name()).isEqualTo("lab");
            assertThat(lab.machine.architecture()).isEqualTo(Architecture.LEGACY);
            assertThat(lab.console.toString()).contains("Nodev-Architecture: legacy-io");
            assertThat(lab.machine.cards()).containsExactly(lab.nic);
        }
    }

    @Test
    void givesVif0OfDomain0TheNicsAddressAndOthersTheHash() {
        try (LegacyMachine machine = builder(MachineOptions.defaults())
                .card(new Wire().connect(WireCardSpec.of("eth0", NIC)))
                .domain(DomainConfig.ordinary(1, "This is VM 1", 1024), IdleGuest::new)
                .vif(VifConfig.DEFAULT)
                .vif(VifConfig.DEFAULT.withAddress(MacAddress.parse("aa:00:00:00:00:0b")))
                .boot()) {
            assertThat(address(machine, 0, 0)).isEqualTo(NIC);
            assertThat(address(machine, 1, 0)).isEqualTo(MacAddress.parse("aa:00:00:86:3f:77"));
            assertThat(address(machine, 1, 1)).isEqualTo(MacAddress.parse("aa:00:00:00:00:0b"));
            byte[] seen = new byte[6];
            machine.networkDevices(1).get(1).copyAddress(seen, 0);
            assertThat(MacAddress.of(seen, 0)).isEqualTo(MacAddress.parse("aa:00:00:00:00:0b"));
        }
    }

    private static MacAddress address(LegacyMachine machine, int domain, int index) {
        return machine.network().vifs().find(Endpoint.vif(domain, index)).address();
    }

    @Test
    void usesADummyWhereThereIsNoNic() {
        StringBuilder console = new StringBuilder();
        try (LegacyMachine machine =
                builder(MachineOptions.defaults().withConsole(console::append)).boot()) {
            assertThat(machine.cards())
                    .singleElement()
                    .satisfies(card -> assertThat(card.name()).isEqualTo("dummy"));
            assertThat(address(machine, 0, 0)).isEqualTo(new MacAddress(0));
            assertThat(console).contains("No network interface: using the dummy.");
        }
    }

    @Test
    void createsEightVifsOfNine() {
        StringBuilder console = new StringBuilder();
        LegacyMachineBuilder builder = LegacyMachine.builder(
                        "m", MachineOptions.defaults().withConsole(console::append))
                .domain(DomainConfig.ordinary(1, "many", 4096), IdleGuest::new);
        for (int i = 0; i < 9; i++) {
            builder.vif(VifConfig.DEFAULT);
        }
        try (LegacyMachine machine = builder.boot()) {
            assertThat(machine.networkDevices(1)).hasSize(8);
            assertThat(machine.vifs()).hasSize(8);
            assertThat(console).contains("eight vifs");
        }
    }

    @Test
    void refusesRulesWithoutDomain0() {
        LegacyMachineBuilder builder = LegacyMachine.builder("m", MachineOptions.defaults())
                .domain(DomainConfig.ordinary(1, "one", 64), IdleGuest::new)
                .rules(List.of("ADD ACCEPT src=ANY dst=PHYS"));
        assertThatThrownBy(builder::boot)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("rules=1");
    }

    @Test
    void refusesAVifWithoutDomain() {
        assertThatThrownBy(() ->
                        LegacyMachine.builder("m", MachineOptions.defaults()).vif(VifConfig.DEFAULT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysThatADomainIsTooSmallForItsVifs() {
        LegacyMachineBuilder builder = LegacyMachine.builder("m", MachineOptions.defaults())
                .domain(DomainConfig.ordinary(1, "small", 100), IdleGuest::new)
                .vif(VifConfig.DEFAULT);
        assertThatThrownBy(builder::boot)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no page left");
    }

    @Test
    void answersTheThreeCallsThatOnlyThisArchitectureHas() {
        try (Lab lab = new Lab()) {
            int[] numbers = {HypercallNumber.NET_IO_OP, HypercallNumber.NETWORK_OP, HypercallNumber.BLOCK_IO_OP};
            for (int number : numbers) {
                assertThat(lab.machine.gate(0).call(number, 0)).isEqualTo(-Errno.EFAULT);
            }
            int readable = lab.machine.gate(0).layout().memoryBase();
            lab.machine.gate(0).memory().putInt(readable, 99);
            lab.machine.gate(A).memory().putInt(readable, 99);
            assertThat(lab.machine.gate(0).call(HypercallNumber.BLOCK_IO_OP, readable))
                    .isEqualTo(-Errno.ENOSYS);
            assertThat(lab.machine.gate(A).call(HypercallNumber.BLOCK_IO_OP, readable))
                    .isEqualTo(-Errno.ENOSYS);
            assertThat(lab.machine.gate(0).call(HypercallNumber.PHYSDEV_OP, 0)).isEqualTo(-Errno.ENOSYS);
        }
    }

    @Test
    void aTableOfTheCallersOwnReplacesTheWhole() {
        try (LegacyMachine machine = builder(MachineOptions.defaults())
                .hypercalls(calls -> {
                    assertThat(calls.core()).isNotNull();
                    return calls.table();
                })
                .boot()) {
            assertThat(machine.networkDevices(0)).hasSize(1);
        }
    }

    @Test
    void aGuestThatThrowsTakesOnlyItsDomainWithIt() {
        Guest crasher = new Guest() {
            @Override
            public void start(GuestEnvironment environment) {
                throw new IllegalStateException("my own fault");
            }

            @Override
            public boolean run(int budget) {
                return false;
            }
        };
        StringBuilder console = new StringBuilder();
        try (LegacyMachine machine = builder(MachineOptions.defaults().withConsole(console::append))
                .domain(DomainConfig.ordinary(1, "crasher", 1024), () -> crasher)
                .vif(VifConfig.DEFAULT)
                .boot()) {
            assertThat(machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(300)))
                    .as("at rest")
                    .isTrue();
            assertThat(console).contains("domain 1 (crasher) crashed: java.lang.IllegalStateException: my own fault");
            assertThat(machine.hypervisor().domains().find(1)).isNull();
            assertThat(machine.hypervisor().frames().owned(1)).isZero();
            assertThatThrownBy(() -> machine.gate(1)).hasMessageEndingWith("domain=1");
        }
    }

    @Test
    void destroyingADomainFreesWhatItHad() {
        try (Lab lab = new Lab()) {
            lab.send(A, lab.ipFrom(A, IP_A, IP_B, 60));
            lab.machine.destroyDomain(B);
            assertThat(lab.machine.hypervisor().frames().owned(B)).isZero();
            assertThat(lab.machine.hypervisor().frames().owned(FrameTable.HYPERVISOR))
                    .isEqualTo(2 * 256);
            assertThat(lab.machine.network().rules().rules()).hasSize(4);
            assertThat(lab.machine.vifs()).hasSize(3);
        }
    }

    @Test
    void destroyingDomain0EndsTheMachine() {
        Lab lab = new Lab();
        lab.machine.destroyDomain(0);
        assertThat(lab.halts).containsExactly(0);
        lab.close();
    }

    @Test
    void theDebugKeysTellOfVifsRingsAndRules() {
        try (Lab lab = new Lab()) {
            lab.send(A, lab.ipFrom(A, IP_A, OUTSIDE, 60));
            lab.send(A, lab.ipFrom(A, "10.0.0.77", OUTSIDE, 60));
            lab.console.setLength(0);
            lab.machine.console().type("\u0001\u0001\u0001vnr");
            assertThat(lab.console)
                    .contains("vif1.0: " + lab.mac(A))
                    .contains("tx status {0=1, 2=1}")
                    .contains("lost, no-route: 1")
                    .contains("requests taken 2, responses put 2")
                    .contains("pages held 256")
                    .contains("VFR rules in all: 6");
        }
    }

    @Test
    void aGuestsLogReachesTheConsole() {
        Guest talker = new Guest() {
            @Override
            public void start(GuestEnvironment environment) {
                environment.log("hello from " + environment.name() + " at " + environment.domain());
            }

            @Override
            public boolean run(int budget) {
                return false;
            }
        };
        try (Lab lab = new Lab(Lab.Plan.standard(), options -> options.withGuest(A, () -> talker))) {
            assertThat(lab.console).contains("(a) hello from a at 1\n");
        }
    }

    @Test
    void aGeneratedClassifierIsUsedUntilRulesOrVifsChange() {
        List<Integer> asked = new ArrayList<>();
        try (Lab lab = new Lab(Lab.Plan.standard().withClassifier(counters -> (fields, source) -> {
            asked.add(source);
            return Endpoint.vif(B, 0);
        }))) {
            assertThat(lab.send(A, lab.ipFrom(A, IP_A, OUTSIDE, 60))).isEqualTo(RingStatus.OK);
            assertThat(asked).containsExactly(Endpoint.vif(A, 0));
            assertThat(lab.receivedBy(B)).hasSize(1);

            lab.machine.vfrFile(0).write("ADD ACCEPT src=ANY dst=PHYS".getBytes());
            assertThat(lab.send(A, lab.ipFrom(A, IP_A, OUTSIDE, 60))).isEqualTo(RingStatus.OK);
            assertThat(asked).hasSize(1);
            assertThat(lab.onWire()).hasSize(1);
        }
    }

    @Test
    void aGeneratedClassifierIsNotUsedAfterAVifIsGone() {
        List<Integer> asked = new ArrayList<>();
        try (Lab lab = new Lab(Lab.Plan.standard().withRules().withClassifier(counters -> (fields, source) -> {
            asked.add(source);
            return Endpoint.PHYSICAL;
        }))) {
            lab.machine.destroyDomain(B);
            assertThat(lab.send(A, lab.ipFrom(A, IP_A, OUTSIDE, 60))).isEqualTo(RingStatus.DROPPED);
            assertThat(asked).isEmpty();
        }
    }
}

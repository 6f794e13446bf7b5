package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.driver.DriverFault;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.memory.FrameTable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who goes down with whom. */
class CrashTest {
    private final ScriptedGuest web = new ScriptedGuest();
    private final ScriptedGuest db = new ScriptedGuest();
    private final Bomb bomb = new Bomb();
    private MachineFixture machine;

    /** A guest that crashes when told to. */
    private static final class Bomb implements Guest {
        private volatile boolean armed;

        @Override
        public void start(GuestEnvironment environment) {}

        @Override
        public boolean run(int budget) {
            if (armed) {
                throw new IllegalStateException("the guest has a bug");
            }
            return false;
        }
    }

    /** A card that fails when something is sent. */
    private static NetworkCard failing(NetworkCard card) {
        return (NetworkCard) Proxy.newProxyInstance(
                NetworkCard.class.getClassLoader(), new Class<?>[] {NetworkCard.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("transmit")) {
                        throw new DriverFault("eth0", Path.of("disk"), new IOException("on fire"));
                    }
                    try {
                        return method.invoke(card, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void boot(SchedulerKind scheduler, int backend, NetworkCard card) {
        machine = new MachineFixture(scheduler, backend, card, web, db, bomb);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private void exchangeBetweenWebAndDb() {
        machine.send(db, 3, MachineFixture.frame(MacAddress.BROADCAST, MachineFixture.address(3), 60));
        byte[] frame = MachineFixture.frame(MachineFixture.address(3), MachineFixture.address(2), 500);
        int before = db.received().size();
        machine.send(web, 2, frame);
        assertThat(db.received()).hasSize(before + 1);
        assertThat(db.received().get(before)).isEqualTo(frame);
    }

    private void assertDead(int id) {
        assertThat(machine.machine().hypervisor().domains().find(id)).isNull();
        assertThat(machine.machine().hypervisor().frames().owned(id)).isZero();
        assertThatThrownBy(() -> machine.machine().gate(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aGuestThatCrashesGoesDownAlone(SchedulerKind scheduler) {
        boot(scheduler, 0, null);
        bomb.armed = true;
        machine.wake(4);
        machine.settle();
        assertDead(4);
        assertThat(machine.console()).contains("domain 4 (guest 4) crashed").contains("the guest has a bug");
        assertThat(machine.machine().deviceDomain(0).netback().find(4, 0)).isNull();
        assertThat(machine.halts()).isEmpty();
        exchangeBetweenWebAndDb();
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceDomainThatIsKilledLeavesItsGuestsAlive(SchedulerKind scheduler) {
        boot(scheduler, 1, null);
        exchangeBetweenWebAndDb();
        machine.machine().destroyDomain(1);
        machine.settle();
        assertDead(1);
        assertThat(machine.machine().hypervisor().frames().owned(FrameTable.HYPERVISOR))
                .isZero();
        assertThat(machine.machine().networkDevices(2).get(0).isConnected()).isFalse();
        machine.send(web, 2, MachineFixture.frame(MachineFixture.address(3), MachineFixture.address(2), 60));
        assertThat(web.isIdle()).as("nobody to send by").isFalse();
        assertThat(machine.machine().hypervisor().domains().find(2).isAlive()).isTrue();
        assertThat(machine.machine().nics()).hasSize(1);
        assertThat(machine.halts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void guestsOfADeadDeviceDomainCountWhatTheyCannotSend(SchedulerKind scheduler) {
        Guest stubborn = new Guest() {
            private GuestEnvironment environment;

            @Override
            public void start(GuestEnvironment given) {
                environment = given;
            }

            @Override
            public boolean run(int budget) {
                environment.networkDevices().get(0).transmit(new byte[60], 0, 60);
                return false;
            }
        };
        machine = new MachineFixture(scheduler, 1, null, stubborn);
        machine.machine().destroyDomain(1);
        machine.settle();
        long before = machine.vif(2).drops().getOrDefault(DropReason.NOT_CONNECTED, 0L);
        machine.wake(2);
        assertThat(machine.vif(2).drops()).containsEntry(DropReason.NOT_CONNECTED, before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void aDriverFaultIsTheCrashOfTheDeviceDomainAndNotOfTheMachine(SchedulerKind scheduler) {
        machine = new MachineFixture(scheduler, 1, failing(new MachineFixture(scheduler, 0, null).card()), web, db);
        machine.send(web, 2, MachineFixture.frame(MacAddress.BROADCAST, MachineFixture.address(2), 60));
        machine.settle();
        assertDead(1);
        assertThat(machine.console()).contains("domain 1 (devices) crashed").contains("driver fault");
        assertThat(machine.halts()).isEmpty();
        assertThat(machine.machine().hypervisor().domains().find(0).isAlive()).isTrue();
        assertThat(machine.machine().hypervisor().domains().find(2).isAlive()).isTrue();
        assertThat(machine.machine().hypervisor().frames().owned(FrameTable.HYPERVISOR))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theDeathOfDomain0HaltsTheMachine(SchedulerKind scheduler) {
        boot(scheduler, 1, null);
        machine.machine().destroyDomain(0);
        assertThat(machine.halts()).containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource
    void theCrashOfDomain0HaltsTheMachineWithStatus1(SchedulerKind scheduler) {
        boot(scheduler, 1, null);
        machine.machine().running(0).kernel().addTask(budget -> {
            throw new IllegalStateException("a bug");
        });
        machine.machine().hypervisor().domains().find(0).wake();
        machine.machine().scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(300));
        assertThat(machine.halts()).containsExactly(1);
        assertThat(machine.console()).contains("domain 0 (Domain-0) crashed");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureOfTheHypervisorStopsTheMachineWithStatus1(SchedulerKind scheduler) {
        boot(scheduler, 0, null);
        machine.machine().scheduler().panic("a test", new IllegalStateException("broken"));
        assertThat(machine.halts()).containsExactly(1);
        assertThat(machine.console()).contains("PANIC: a test");
    }

    @ParameterizedTest
    @EnumSource
    void aGuestThatDiesWhileTheCardHoldsItsFramesIsGoneOnceTheCardIsDone(SchedulerKind scheduler) {
        boot(scheduler, 1, null);
        machine.card().holdCompletions(true);
        machine.send(web, 2, MachineFixture.frame(MachineFixture.NIC, MachineFixture.address(2), 60));
        byte[] out = MachineFixture.frame(MacAddress.parse("52:54:00:12:34:64"), MachineFixture.address(2), 900);
        for (int i = 0; i < 5; i++) {
            web.send(out);
        }
        machine.wake(2);
        machine.machine().destroyDomain(2);
        machine.settle();
        assertThat(machine.machine().deviceDomain(1).netback().find(2, 0))
                .as("its frames are still held")
                .isNotNull();
        assertThat(machine.machine().hypervisor().frames().owned(FrameTable.HYPERVISOR))
                .isPositive();
        machine.card().holdCompletions(false);
        machine.settle();
        assertThat(machine.machine().deviceDomain(1).netback().find(2, 0)).isNull();
        assertThat(machine.machine().hypervisor().frames().owned(FrameTable.HYPERVISOR))
                .isZero();
        machine.machine().destroyDomain(3);
        machine.settle();
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceDomainDiesWhileItsCardHoldsFrames(SchedulerKind scheduler) {
        boot(scheduler, 1, null);
        machine.card().holdCompletions(true);
        for (int i = 0; i < 5; i++) {
            web.send(MachineFixture.frame(MacAddress.BROADCAST, MachineFixture.address(2), 900));
        }
        machine.wake(2);
        machine.machine().destroyDomain(1);
        machine.settle();
        machine.card().holdCompletions(false);
        machine.settle();
        assertDead(1);
        assertThat(machine.machine().hypervisor().frames().owned(FrameTable.HYPERVISOR))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void debugKeysTellAboutVifsRingsAndBridges(SchedulerKind scheduler) {
        boot(scheduler, 1, null);
        exchangeBetweenWebAndDb();
        machine.machine().console().type("\u0001\u0001\u0001");
        machine.machine().console().type("vrb");
        machine.settle();
        assertThat(machine.console())
                .contains("vif2.0  tx 1 frames 500 bytes")
                .contains("rings served by domain 1:")
                .contains("vif2.0  tx reqCons 1 rspProd 1")
                .contains("bridge of domain 1:")
                .contains("aa:00:00:00:00:02  vif2.0, seen")
                .contains("00:02:b3:9d:1f:aa  vif1.0, own");
    }
}

package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.SchedulerKind;
import io.nodev.devdomain.MachineFixture.Kind;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.event.EventChannels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A living guest that closes the ports by which the controller and its backend reach it. */
class CutOffGuestTest {
    private static final int LIAR = 2;

    private final ScriptedGuest liar = new ScriptedGuest();
    private final ScriptedGuest web = new ScriptedGuest();
    private final ScriptedGuest db = new ScriptedGuest();
    private final ScriptedGuest other = new ScriptedGuest();
    private MachineFixture fixture;

    @AfterEach
    void close() {
        fixture.close();
    }

    private void boot(SchedulerKind scheduler) {
        fixture = new MachineFixture(new Kind(scheduler, 1, ""), liar, web, db, other);
        assertFramesPass();
    }

    private void assertFramesPass() {
        byte[] frame = MachineFixture.frame(MachineFixture.address(4), MachineFixture.address(3), 300);
        int before = db.received().size();
        fixture.send(db, 4, MachineFixture.frame(MachineFixture.address(3), MachineFixture.address(4), 60));
        fixture.send(web, 3, frame);
        assertThat(db.received()).hasSizeGreaterThan(before);
        assertThat(db.received().get(db.received().size() - 1)).isEqualTo(frame);
    }

    private void closeEveryPort() {
        Domain domain = fixture.machine().hypervisor().domains().find(LIAR);
        EventChannels events = fixture.machine().hypervisor().events();
        for (int port = 1; port < 64; port++) {
            events.close(domain, Domain.SELF, port);
        }
    }

    private void assertGone() {
        assertThat(fixture.machine().hypervisor().frames().owned(LIAR)).isZero();
        assertThat(fixture.machine().deviceDomain(1).netback().find(LIAR, 0)).isNull();
        assertThat(fixture.halts()).isEmpty();
        assertThat(fixture.console()).doesNotContain("crashed");
    }

    @ParameterizedTest
    @EnumSource
    void harmsNobodyElse(SchedulerKind scheduler) {
        boot(scheduler);
        closeEveryPort();
        for (int i = 0; i < 300; i++) {
            fixture.send(liar, LIAR, MachineFixture.frame(MachineFixture.address(4), MachineFixture.address(LIAR), 60));
        }
        assertFramesPass();
        fixture.machine().destroyDomain(LIAR);
        fixture.settle();
        assertGone();
        assertFramesPass();
    }

    @ParameterizedTest
    @EnumSource
    void isTakenForDeadWhenAnotherDies(SchedulerKind scheduler) {
        boot(scheduler);
        closeEveryPort();
        fixture.machine().destroyDomain(5);
        fixture.settle();
        assertThat(fixture.machine().deviceDomain(1).netback().find(LIAR, 0)).isNull();
        assertThat(fixture.machine().hypervisor().domains().find(LIAR).isAlive())
                .isTrue();
        fixture.send(liar, LIAR, MachineFixture.frame(MachineFixture.address(4), MachineFixture.address(LIAR), 60));
        assertFramesPass();
        fixture.machine().destroyDomain(LIAR);
        fixture.settle();
        assertGone();
        assertFramesPass();
    }

    @ParameterizedTest
    @EnumSource
    void isNotWaitedForWhenTheBackendStartsAgain(SchedulerKind scheduler) {
        boot(scheduler);
        closeEveryPort();
        fixture.machine().restartBackend(1);
        fixture.settle();
        assertFramesPass();
        fixture.machine().restartDeviceDomain(1);
        fixture.settle();
        assertFramesPass();
        fixture.machine().destroyDomain(LIAR);
        fixture.settle();
        assertGone();
        assertFramesPass();
    }
}

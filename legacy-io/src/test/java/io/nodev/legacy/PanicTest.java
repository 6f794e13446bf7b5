package io.nodev.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.ReplayGuest;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VifConfig;
import io.nodev.hypervisor.MachineHalt;
import io.nodev.hypervisor.domain.DomainConfig;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A driver fault is the end of the whole machine, with a message and exit status 1. */
@Timeout(900)
class PanicTest {
    private final StringBuffer console = new StringBuffer();
    private final List<Integer> halts = new CopyOnWriteArrayList<>();
    private final FailingCard card = new FailingCard();
    private final ReplayGuest sender = new ReplayGuest();

    private MachineOptions options(SchedulerKind kind) {
        return MachineOptions.defaults()
                .withScheduler(kind)
                .withConsole(console::append)
                .withHalt(halts::add);
    }

    private LegacyMachine boot(SchedulerKind kind) {
        return LegacyMachine.builder("m", options(kind))
                .card(card)
                .domain(DomainConfig.ordinary(0, "Domain-0", 1024).withPrivilege(), () -> sender)
                .vif(VifConfig.DEFAULT)
                .domain(DomainConfig.ordinary(1, "bystander", 1024), IdleGuest::new)
                .vif(VifConfig.DEFAULT)
                .boot();
    }

    private void expectPanic(LegacyMachine machine) throws InterruptedException {
        while (halts.isEmpty()) {
            machine.scheduler().runUntilIdle(TimeUnit.MILLISECONDS.toNanos(100));
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(halts).containsExactly(MachineHalt.PANIC);
        assertThat(console).contains("PANIC: ").contains("the device is on fire");
        assertThat(machine.scheduler().runUntilIdle(TimeUnit.MILLISECONDS.toNanos(100)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void comesWhenAFrameIsHandedToTheNic(SchedulerKind kind) throws InterruptedException {
        try (LegacyMachine machine = boot(kind)) {
            assertThat(machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(300)))
                    .as("at rest")
                    .isTrue();
            card.failOnTransmit();
            sender.offer(TestFrames.ip(Lab.NIC, Lab.PEER, "10.0.0.254", "192.0.2.1", 60), 0, 60);
            machine.hypervisor().domains().find(0).wake();
            expectPanic(machine);
        }
    }

    @ParameterizedTest
    @EnumSource
    void comesWhenTheNicInterrupts(SchedulerKind kind) throws InterruptedException {
        try (LegacyMachine machine = boot(kind)) {
            assertThat(machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(300)))
                    .as("at rest")
                    .isTrue();
            card.failOnPoll();
            expectPanic(machine);
        }
    }

    @Test
    void aBootThatFailsLeavesNoThreadBehind() {
        assertThatThrownBy(() -> LegacyMachine.builder("m", options(SchedulerKind.THREADED))
                        .domain(DomainConfig.ordinary(1, "nobody-else-here", 64), IdleGuest::new)
                        .rules(List.of("ADD ACCEPT src=ANY dst=PHYS"))
                        .boot())
                .isInstanceOf(IllegalStateException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("nobody-else-here");
    }
}

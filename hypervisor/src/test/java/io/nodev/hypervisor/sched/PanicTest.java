package io.nodev.hypervisor.sched;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.MachineHalt;
import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.console.EmergencyConsole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanicTest {
    private final TestMachine machine = new TestMachine();
    private final EmergencyConsole console = new EmergencyConsole(machine.hypervisor, "legacy-io");
    private final StringBuilder screen = new StringBuilder();
    private final List<Integer> statuses = new ArrayList<>();

    @Test
    void tellsTheConsoleStopsEveryVirtualCpuAndExitsWithOne() {
        console.addScreen(screen::append);
        try (CooperativeScheduler scheduler = new CooperativeScheduler(machine.clock, machine.hypervisor.timers())) {
            scheduler.onPanic(new Panic(console, statuses::add));
            List<Integer> turns = new ArrayList<>();
            scheduler.add(machine.domain(1), budget -> turns.add(1));
            Runnable work = scheduler.addHypervisorWork("driver of eth0", budget -> {
                throw new IllegalStateException("a driver's bug");
            });
            work.run();
            assertThat(scheduler.runUntilIdle(300_000_000_000L)).isFalse();
            assertThat(turns).isEmpty();
        }
        assertThat(screen.toString().lines().findFirst())
                .hasValue("PANIC: driver of eth0: java.lang.IllegalStateException: a driver's bug");
        assertThat(screen)
                .contains("    at io.nodev.hypervisor.sched.PanicTest")
                .endsWith("is stopped.\n");
        assertThat(statuses).containsExactly(MachineHalt.PANIC);
    }
}

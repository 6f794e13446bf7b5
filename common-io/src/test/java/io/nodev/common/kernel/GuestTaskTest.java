package io.nodev.common.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.NoBlockDevices;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestTaskTest {
    private final ManualClock clock = new ManualClock(17);
    private final List<String> log = new ArrayList<>();

    private GuestEnvironment environment() {
        Hypervisor hypervisor = new Hypervisor(MemoryRegion.ofFrames(64), clock);
        Domain domain = hypervisor.createDomain(DomainConfig.ordinary(3, "three", 16));
        HypercallGate gate = new HypercallGate(domain, HypercallTable.builder().build());
        return new KernelEnvironment(new KernelDevices(List.of(), new NoBlockDevices()), gate, clock, log::add);
    }

    @Test
    void startsTheGuestOnceBeforeItsFirstTurn() {
        List<String> calls = new ArrayList<>();
        GuestTask task = new GuestTask(
                new Guest() {
                    @Override
                    public void start(GuestEnvironment environment) {
                        calls.add("start");
                    }

                    @Override
                    public boolean run(int budget) {
                        calls.add("run " + budget);
                        return calls.size() < 3;
                    }
                },
                environment());
        assertThat(task.run(5)).isTrue();
        assertThat(task.run(6)).isFalse();
        assertThat(calls).containsExactly("start", "run 5", "run 6");
    }

    @Test
    void showsTheGuestItsDomainTimeAndLog() {
        GuestEnvironment environment = environment();
        assertThat(environment.domain()).isEqualTo(3);
        assertThat(environment.name()).isEqualTo("three");
        assertThat(environment.networkDevices()).isEmpty();
        clock.advance(3);
        assertThat(environment.nanos()).isEqualTo(20);
        environment.log("a line");
        assertThat(log).containsExactly("a line");
    }
}

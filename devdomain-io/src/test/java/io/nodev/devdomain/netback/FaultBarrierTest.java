package io.nodev.devdomain.netback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.HypervisorFault;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which failures end at the barrier, and who is told when. */
class FaultBarrierTest {
    private final List<String> told = new ArrayList<>();
    private final FaultBarrier barrier =
            new FaultBarrier((drivers, fault) -> told.add(drivers + ": " + fault.getMessage()));

    private static VirtualCpu failing(Error error) {
        return budget -> {
            throw error;
        };
    }

    @Test
    void anErrorIsToldInTheNextTaskWithTheNameOfTheDrivers() {
        VirtualCpu task = barrier.guard("disk drivers", failing(new AssertionError("a bug")));
        assertThat(task.run(1)).isFalse();
        assertThat(told).isEmpty();
        barrier.run(1);
        barrier.run(1);
        assertThat(told).containsExactly("disk drivers: a bug");
        assertThat(task.run(1)).as("while it is down").isFalse();
        barrier.run(1);
        assertThat(told).hasSize(1);
        barrier.raise();
        task.run(1);
        barrier.run(1);
        assertThat(told).hasSize(2);
    }

    @Test
    void whatIsTheHypervisorsOrTheHostsGoesThrough() {
        HypervisorFault ofHypervisor = new HypervisorFault("a hypercall", new IllegalStateException());
        OutOfMemoryError ofHost = new OutOfMemoryError();
        assertThatThrownBy(() -> barrier.guard("drivers", failing(ofHypervisor)).run(1))
                .isSameAs(ofHypervisor);
        assertThatThrownBy(() -> barrier.guard("drivers", failing(ofHost)).run(1))
                .isSameAs(ofHost);
        assertThatThrownBy(() -> barrier.protect("drivers", () -> {
                    throw ofHost;
                }))
                .isSameAs(ofHost);
        barrier.run(1);
        assertThat(told).isEmpty();
    }
}

package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.SchedulerKind;
import io.nodev.devdomain.RestartFixture.Choices;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests of one backend while the backend of others is restarted: counted in turns, under the cooperative scheduler. */
class RestartFairnessTest {
    private static final int BYSTANDER = 20;
    private static final int STEPS = 4000;

    private final Map<Integer, Integer> turns = new TreeMap<>();
    private final Map<Integer, Integer> most = new TreeMap<>();

    private void count(DeviceDomainMachine machine, int id) {
        machine.running(id).kernel().addTask(budget -> {
            if (id == BYSTANDER) {
                turns.forEach((other, had) -> most.merge(other, had, Math::max));
                turns.clear();
                return true;
            }
            turns.merge(id, 1, Integer::sum);
            return id >= 10;
        });
    }

    private void run(RestartFixture fixture, Runnable restart, int every) {
        DeviceDomainMachine machine = fixture.machine();
        for (int id : new int[] {0, 1, 2, 10, 11, 20, 21}) {
            count(machine, id);
            fixture.wake(id);
        }
        CooperativeScheduler scheduler = (CooperativeScheduler) machine.scheduler();
        for (int step = 0; step < STEPS; step++) {
            if (step % every == every / 2) {
                restart.run();
            }
            fixture.guest(10).send(RestartFixture.numbered(MachineFixture.address(11), 10, step));
            fixture.guest(21).send(RestartFixture.numbered(MachineFixture.address(20), 21, step));
            assertThat(scheduler.runNextTurn()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitForOneTurnOfEachOther(boolean wholeDomain) {
        try (RestartFixture fixture = new RestartFixture(Choices.of(SchedulerKind.COOPERATIVE, 1))) {
            DeviceDomainMachine machine = fixture.machine();
            int received = fixture.guest(20).received().size();
            run(fixture, () -> restart(machine, wholeDomain), 200);
            assertThat(machine.restarts(1)).isEqualTo(STEPS / 200);
            assertThat(most.get(10)).isEqualTo(1);
            assertThat(most.get(11)).isEqualTo(1);
            assertThat(most.get(21)).isEqualTo(1);
            assertThat(most.get(0)).as("of the control domain").isLessThanOrEqualTo(1);
            assertThat(most.get(1))
                    .as("of a favoured domain: one, and one for each of those that wake it, domains 0, 10 and 11")
                    .isLessThanOrEqualTo(1 + 3);
            assertThat(fixture.guest(20).received().size() - received)
                    .as("frames of the other backend")
                    .isGreaterThan(STEPS / 10);
        }
    }

    private static void restart(DeviceDomainMachine machine, boolean wholeDomain) {
        if (wholeDomain) {
            machine.restartDeviceDomain(1);
        } else {
            machine.restartBackend(1);
        }
    }

    @Test
    void waitAsLongWithoutARestart() {
        try (RestartFixture fixture = new RestartFixture(Choices.of(SchedulerKind.COOPERATIVE, 1))) {
            run(fixture, () -> {}, 200);
            assertThat(most.get(10)).isEqualTo(1);
            assertThat(most.get(1)).isLessThanOrEqualTo(4);
        }
    }
}

package io.nodev.hypervisor.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CooperativeSchedulerTest extends AnySchedulerTest {
    private final List<Object> order = new ArrayList<>();

    @Override
    Scheduler create(TestMachine machine) {
        return new CooperativeScheduler(machine.clock, machine.hypervisor.timers());
    }

    private CooperativeScheduler cooperative() {
        return (CooperativeScheduler) scheduler;
    }

    private void addTakingTurns(Domain domain, int turns) {
        int[] left = {turns};
        scheduler.add(domain, budget -> {
            order.add(domain.id());
            return --left[0] > 0;
        });
    }

    @Test
    void isCalledCooperative() {
        assertThat(scheduler.name()).isEqualTo("cooperative");
    }

    @Test
    void takesDomainsInTurn() {
        addTakingTurns(machine.domain(1), 3);
        addTakingTurns(machine.domain(2), 3);
        addTakingTurns(machine.domain(3), 1);
        scheduler.runUntilIdle(LONG_NANOS);
        assertThat(order).containsExactly(1, 2, 3, 1, 2, 1, 2);
    }

    @Test
    void runsAFavouredDomainBeforeAllThatWaitOnceItIsWoken() {
        Domain favoured = machine.favoured(9);
        scheduler.add(favoured, budget -> {
            order.add(9);
            return false;
        });
        scheduler.runUntilIdle(LONG_NANOS);
        order.clear();
        scheduler.add(machine.domain(1), budget -> {
            order.add(1);
            favoured.wake();
            return false;
        });
        addTakingTurns(machine.domain(2), 1);
        addTakingTurns(machine.domain(3), 1);
        scheduler.runUntilIdle(LONG_NANOS);
        assertThat(order).containsExactly(1, 9, 2, 3);
    }

    @Test
    void starvesNobodyForAFavouredDomainThatAlwaysHasMoreToDo() {
        addTakingTurns(machine.favoured(9), 3);
        addTakingTurns(machine.domain(1), 2);
        scheduler.runUntilIdle(LONG_NANOS);
        assertThat(order).containsExactly(9, 1, 9, 1, 9);
    }

    @Test
    void letsAFavouredDomainThatWaitsInLineOvertakeOnceItIsWoken() {
        Domain favoured = machine.favoured(9);
        addTakingTurns(favoured, 2);
        cooperative().runNextTurn();
        scheduler.add(machine.domain(1), budget -> {
            order.add(1);
            favoured.wake();
            return false;
        });
        addTakingTurns(machine.domain(2), 1);
        order.clear();
        cooperative().runNextTurn();
        cooperative().runNextTurn();
        cooperative().runNextTurn();
        cooperative().runNextTurn();
        assertThat(order).containsExactly(9, 1, 9, 2);
    }

    @Test
    void givesEachHypervisorWorkOneTurnBeforeEachDomain() {
        int[] left = {3};
        Runnable first = scheduler.addHypervisorWork("a", budget -> {
            order.add("a");
            return --left[0] > 0;
        });
        Runnable second = scheduler.addHypervisorWork("b", budget -> {
            order.add("b");
            return false;
        });
        addTakingTurns(machine.domain(1), 2);
        addTakingTurns(machine.favoured(2), 2);
        first.run();
        second.run();
        scheduler.runUntilIdle(LONG_NANOS);
        assertThat(order).containsExactly("a", "b", 2, "a", 1, "a", 2, 1);
    }

    @Test
    void runsHypervisorWorkThatADomainWokeBeforeTheNextDomain() {
        Runnable work = scheduler.addHypervisorWork("work", budget -> {
            order.add("work");
            return false;
        });
        scheduler.add(machine.domain(1), budget -> {
            order.add(1);
            work.run();
            return false;
        });
        addTakingTurns(machine.domain(2), 1);
        scheduler.runUntilIdle(LONG_NANOS);
        assertThat(order).containsExactly(1, "work", 2);
    }

    @Test
    void firesTimersBetweenTurns() {
        scheduler.add(machine.domain(1), budget -> {
            order.add(1);
            machine.clock.advance(10);
            return false;
        });
        addTakingTurns(machine.domain(2), 1);
        machine.hypervisor.timers().schedule(10, () -> order.add("timer"));
        scheduler.runUntilIdle(LONG_NANOS);
        assertThat(order).containsExactly(1, "timer", 2);
    }

    @Test
    void runsOneTurnAtATimeForATest() {
        addTakingTurns(machine.domain(1), 1);
        addTakingTurns(machine.domain(2), 1);
        assertThat(cooperative().runNextTurn()).isTrue();
        assertThat(order).containsExactly(1);
        assertThat(cooperative().runNextTurn()).isTrue();
        assertThat(cooperative().runNextTurn()).isFalse();
    }

    @Test
    void givesTheBudgetItWasMadeWith() {
        try (CooperativeScheduler small = new CooperativeScheduler(machine.clock, machine.hypervisor.timers(), 7)) {
            small.add(machine.domain(1), budget -> order.add(budget) && false);
            small.runUntilIdle(LONG_NANOS);
        }
        assertThat(order).containsExactly(7);
    }

    @Test
    void refusesABudgetOfNothing() {
        assertThatThrownBy(() -> new CooperativeScheduler(machine.clock, machine.hypervisor.timers(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("budget=0");
    }

    @Test
    void refusesToRunTheMachineFromWithinATurn() {
        scheduler.add(machine.domain(1), budget -> scheduler.runUntilIdle(1));
        scheduler.runUntilIdle(LONG_NANOS);
        assertThat(told).singleElement().asString().startsWith("crash of 1: the machine runs already: thread=");
    }
}

package io.nodev.hypervisor.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.time.Clock;
import io.nodev.hypervisor.time.TimerQueue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThreadedSchedulerTest extends AnySchedulerTest {
    /** Soon over; nothing but what hangs has a turn. */
    private static final TurnLimits IMPATIENT = new TurnLimits(Scheduler.DEFAULT_BUDGET, 50_000_000);

    @Override
    Scheduler create(TestMachine machine) {
        return new ThreadedScheduler(machine.clock, machine.hypervisor.timers());
    }

    private ThreadedScheduler impatient() {
        scheduler.close();
        ThreadedScheduler impatient = new ThreadedScheduler(machine.clock, machine.hypervisor.timers(), IMPATIENT);
        impatient.onPanic((what, cause) -> told.add("panic in " + what + ": " + cause.getMessage()));
        scheduler = impatient;
        return impatient;
    }

    @Test
    void isCalledThreaded() {
        assertThat(scheduler.name()).isEqualTo("threaded");
    }

    @Test
    void runsEachDomainOnADaemonThreadNamedAfterIt() {
        AtomicReference<Thread> seen = new AtomicReference<>();
        scheduler.add(machine.domain(4), budget -> {
            seen.set(Thread.currentThread());
            return false;
        });
        scheduler.runUntilIdle(LONG_NANOS);
        assertThat(seen.get().getName()).isEqualTo("d4");
        assertThat(seen.get().isDaemon()).isTrue();
    }

    @Test
    void runsDomainsInParallel() {
        CountDownLatch both = new CountDownLatch(2);
        VirtualCpu meeting = budget -> {
            both.countDown();
            await(both);
            return false;
        };
        scheduler.add(machine.domain(1), meeting);
        scheduler.add(machine.domain(2), meeting);
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
    }

    @Test
    void neverRunsOneDomainOnTwoThreads() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger turns = new AtomicInteger();
        Domain domain = machine.domain(1);
        scheduler.add(domain, budget -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            return turns.incrementAndGet() < 50_000;
        });
        for (int i = 0; i < 50_000; i++) {
            domain.wake();
        }
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(most).hasValue(1);
    }

    @Test
    void firesTimersByARealClockWithoutBeingAsked() throws InterruptedException {
        TimerQueue timers = new TimerQueue();
        Clock clock = Clock.system();
        try (ThreadedScheduler real = new ThreadedScheduler(clock, timers)) {
            assertThat(real.name()).isEqualTo("threaded");
            CountDownLatch fired = new CountDownLatch(1);
            timers.schedule(clock.nanos() + 5_000_000, fired::countDown);
            await(fired);
            assertThat(fired.getCount()).isZero();
        }
    }

    @Test
    void reportsATurnThatDoesNotReturnOnce() {
        ThreadedScheduler impatient = impatient();
        List<String> overdue = new CopyOnWriteArrayList<>();
        CountDownLatch reported = new CountDownLatch(1);
        impatient.onOverdue((domain, forNanos) -> {
            overdue.add(domain.id() + " " + (forNanos >= IMPATIENT.overdueNanos()));
            reported.countDown();
        });
        CountDownLatch hang = new CountDownLatch(1);
        impatient.add(machine.domain(5), budget -> {
            await(hang);
            return false;
        });
        await(reported);
        assertThat(impatient.runUntilIdle(4 * IMPATIENT.overdueNanos())).isFalse();
        hang.countDown();
        assertThat(impatient.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(overdue).containsExactly("5 true");
        assertThat(told).isEmpty();
    }

    @Test
    void panicsWhenHypervisorWorkDoesNotReturn() {
        ThreadedScheduler impatient = impatient();
        CountDownLatch panicked = new CountDownLatch(1);
        List<String> messages = new CopyOnWriteArrayList<>();
        impatient.onPanic((what, cause) -> {
            messages.add(what + ": " + cause.getMessage());
            panicked.countDown();
        });
        CountDownLatch hang = new CountDownLatch(1);
        impatient
                .addHypervisorWork("receive queue", budget -> {
                    await(hang);
                    return false;
                })
                .run();
        await(panicked);
        hang.countDown();
        assertThat(impatient.runUntilIdle(LONG_NANOS)).isFalse();
        assertThat(messages).singleElement().asString().startsWith("receive queue: does not return: forNanos=");
    }

    @Test
    void panicsWhenATurnHangsInAHypercall() {
        ThreadedScheduler impatient = impatient();
        CountDownLatch panicked = new CountDownLatch(1);
        AtomicReference<String> failed = new AtomicReference<>();
        impatient.onPanic((what, cause) -> {
            failed.set(what);
            panicked.countDown();
        });
        CountDownLatch hang = new CountDownLatch(1);
        Domain domain = machine.domain(1);
        impatient.add(domain, budget -> {
            int before = domain.enterHypercall(6);
            await(hang);
            domain.leaveHypercall(before);
            return false;
        });
        await(panicked);
        hang.countDown();
        assertThat(failed).hasValue("hypercall 6 of domain 1 (d1)");
    }

    @Test
    void leavesNoThreadBehindWhenClosed() throws InterruptedException {
        AtomicReference<Thread> seen = new AtomicReference<>();
        CountDownLatch inTurn = new CountDownLatch(1);
        scheduler.add(machine.domain(1), budget -> {
            seen.set(Thread.currentThread());
            inTurn.countDown();
            return true;
        });
        await(inTurn);
        assertThat(scheduler.runUntilIdle(10_000_000)).isFalse();
        scheduler.close();
        seen.get().join();
        assertThat(seen.get().isAlive()).isFalse();
    }

    @Test
    void findsTheMachineIdleOnlyAfterChainsOfWakeUps() {
        for (int game = 0; game < 300; game++) {
            Domain first = machine.domain(1);
            Domain second = machine.domain(2);
            PingPong pingPong = new PingPong(first, second, 40);
            pingPong.addTo(scheduler);
            assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
            assertThat(pingPong.last()).isEqualTo(40);
            for (Domain domain : List.of(first, second)) {
                scheduler.remove(domain);
                machine.hypervisor.destroyDomain(domain);
            }
        }
    }

    @Test
    void numbersTurnsOddAndNeverTheSame() {
        ThreadedScheduler threaded = (ThreadedScheduler) scheduler;
        Domain domain = machine.domain(1);
        List<Long> inTurn = new CopyOnWriteArrayList<>();
        assertThat(threaded.turn(domain)).as("without a virtual CPU").isZero();
        threaded.add(domain, budget -> {
            inTurn.add(threaded.turn(domain));
            return inTurn.size() < 3;
        });
        assertThat(threaded.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(inTurn).hasSize(3).doesNotHaveDuplicates().allMatch(ThreadedScheduler::isTurn);
        assertThat(threaded.turn(domain)).as("at rest").isEqualTo(6);
    }

    @Test
    void repeatsInTheHostsTimeUntilItIsClosed() throws InterruptedException {
        CountDownLatch thrice = new CountDownLatch(3);
        AtomicReference<Thread> seen = new AtomicReference<>();
        ((ThreadedScheduler) scheduler).repeat("a clock", 1_000_000, () -> {
            seen.set(Thread.currentThread());
            thrice.countDown();
        });
        await(thrice);
        assertThat(seen.get().getName()).isEqualTo("a clock");
        assertThat(seen.get().isDaemon()).isTrue();
        scheduler.close();
        seen.get().join();
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertThatThrownBy(() -> new TurnLimits(0, 1)).hasMessageEndingWith("budget=0");
        assertThatThrownBy(() -> new TurnLimits(1, 0)).hasMessageEndingWith("overdueNanos=0");
    }
}

package io.nodev.hypervisor.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.HypervisorFault;
import io.nodev.hypervisor.MachineHalt;
import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds under either scheduler. */
@Timeout(900)
abstract class AnySchedulerTest {
    static final long LONG_NANOS = 300_000_000_000L;

    final TestMachine machine = new TestMachine();
    final List<String> told = new CopyOnWriteArrayList<>();
    Scheduler scheduler;

    abstract Scheduler create(TestMachine machine);

    @BeforeEach
    void start() {
        scheduler = create(machine);
        scheduler.onCrash((domain, cause) -> told.add("crash of " + domain.id() + ": " + cause.getMessage()));
        scheduler.onPanic((what, cause) -> told.add("panic in " + what + ": " + cause.getMessage()));
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    @Test
    void givesAnAddedDomainItsFirstTurn() {
        AtomicInteger turns = new AtomicInteger();
        scheduler.add(machine.domain(1), budget -> turns.incrementAndGet() < 1);
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(turns).hasValue(1);
    }

    @Test
    void givesTurnsUntilThereIsNoMoreToDo() {
        AtomicInteger turns = new AtomicInteger();
        scheduler.add(machine.domain(1), budget -> turns.incrementAndGet() < 10);
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(turns).hasValue(10);
    }

    @Test
    void passesTheDefaultBudget() {
        AtomicInteger seen = new AtomicInteger();
        scheduler.add(machine.domain(1), budget -> {
            seen.set(budget);
            return false;
        });
        scheduler.runUntilIdle(LONG_NANOS);
        assertThat(seen).hasValue(64);
    }

    @Test
    void runsADomainAgainWhenItIsWoken() {
        AtomicInteger turns = new AtomicInteger();
        Domain domain = machine.domain(1);
        scheduler.add(domain, budget -> turns.incrementAndGet() < 0);
        scheduler.runUntilIdle(LONG_NANOS);
        domain.wake();
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(turns).hasValue(2);
    }

    @Test
    void keepsAWakeUpThatComesDuringTheTurn() {
        AtomicInteger turns = new AtomicInteger();
        Domain domain = machine.domain(1);
        scheduler.add(domain, budget -> {
            if (turns.incrementAndGet() == 1) {
                domain.wake();
            }
            return false;
        });
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(turns).hasValue(2);
    }

    @Test
    void isNotIdleWhileADomainAlwaysHasMoreToDo() {
        scheduler.add(machine.domain(1), budget -> true);
        assertThat(scheduler.runUntilIdle(20_000_000)).isFalse();
    }

    @Test
    void givesARemovedDomainNoMoreTurns() {
        AtomicInteger turns = new AtomicInteger();
        Domain domain = machine.domain(1);
        scheduler.add(domain, budget -> turns.incrementAndGet() < 0);
        scheduler.runUntilIdle(LONG_NANOS);
        scheduler.remove(domain);
        domain.wake();
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(turns).hasValue(1);
    }

    @Test
    void letsADomainBeRemovedByItsOwnTurn() {
        AtomicInteger turns = new AtomicInteger();
        Domain domain = machine.domain(1);
        scheduler.add(domain, budget -> {
            scheduler.remove(domain);
            turns.incrementAndGet();
            return true;
        });
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(turns).hasValue(1);
    }

    @Test
    void refusesASecondVirtualCpuForADomain() {
        Domain domain = machine.domain(3);
        scheduler.add(domain, budget -> false);
        assertThatThrownBy(() -> scheduler.add(domain, budget -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("id=3");
    }

    @Test
    void reportsAnExceptionAsThatDomainsCrashAndGoesOnWithTheOthers() {
        AtomicInteger others = new AtomicInteger();
        AtomicInteger crashes = new AtomicInteger();
        Domain crashing = machine.domain(1);
        scheduler.add(crashing, budget -> {
            crashes.incrementAndGet();
            throw new IllegalStateException("a bug");
        });
        scheduler.add(machine.domain(2), budget -> others.incrementAndGet() < 5);
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        crashing.wake();
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(told).containsExactly("crash of 1: a bug");
        assertThat(crashes).hasValue(1);
        assertThat(others).hasValue(5);
    }

    @Test
    void letsTheCrashListenerDestroyTheDomain() {
        int before = machine.free();
        scheduler.onCrash((domain, cause) -> {
            scheduler.remove(domain);
            machine.hypervisor.destroyDomain(domain);
        });
        scheduler.add(machine.domain(1), budget -> {
            throw new IllegalStateException("a bug");
        });
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(machine.free()).isEqualTo(before);
    }

    @Test
    void turnsAnExceptionOfTheCrashListenerIntoAPanic() {
        scheduler.onCrash((domain, cause) -> {
            throw new IllegalStateException("worse");
        });
        scheduler.add(machine.domain(1), budget -> {
            throw new IllegalStateException("a bug");
        });
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isFalse();
        assertThat(told).containsExactly("panic in the end of domain 1 (d1): worse");
    }

    @Test
    void stopsEveryVirtualCpuWhenHypervisorWorkFails() {
        Domain domain = machine.domain(1);
        AtomicInteger turns = new AtomicInteger();
        scheduler.add(domain, budget -> turns.incrementAndGet() < 0);
        scheduler.runUntilIdle(LONG_NANOS);
        scheduler
                .addHypervisorWork("receive queue", budget -> {
                    throw new IllegalStateException("a driver's bug");
                })
                .run();
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isFalse();
        domain.wake();
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isFalse();
        assertThat(told).containsExactly("panic in receive queue: a driver's bug");
        assertThat(turns).hasValue(1);
    }

    @Test
    void stopsTheMachineWhenAHypercallFails() {
        scheduler.add(machine.domain(1), budget -> {
            throw new HypervisorFault("hypercall 6", new IllegalStateException("a driver's bug"));
        });
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isFalse();
        assertThat(told).containsExactly("panic in hypercall 6: a driver's bug");
    }

    @Test
    void panicsOnlyOnce() {
        scheduler.panic("first", new IllegalStateException("one"));
        scheduler.panic("second", new IllegalStateException("two"));
        assertThat(told).containsExactly("panic in first: one");
    }

    @Test
    void runsHypervisorWorkWhenAskedTo() {
        AtomicInteger turns = new AtomicInteger();
        Runnable wake = scheduler.addHypervisorWork("work", budget -> turns.incrementAndGet() < 3);
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(turns).hasValue(0);
        wake.run();
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(turns).hasValue(3);
    }

    @Test
    void firesTimersThatAreDueAndNoOthers() {
        List<String> fired = new CopyOnWriteArrayList<>();
        machine.hypervisor.timers().schedule(100, () -> fired.add("late"));
        machine.hypervisor.timers().schedule(50, () -> fired.add("early"));
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(fired).isEmpty();
        machine.clock.advance(50);
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(fired).containsExactly("early");
        machine.clock.advance(50);
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(fired).containsExactly("early", "late");
    }

    @Test
    void firesATimerThatAnotherTimerSchedules() {
        List<String> fired = new CopyOnWriteArrayList<>();
        machine.hypervisor.timers().schedule(0, () -> {
            fired.add("first");
            machine.hypervisor.timers().schedule(0, () -> fired.add("second"));
        });
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(fired).containsExactly("first", "second");
    }

    @Test
    void panicsWhenATimerFails() {
        machine.hypervisor.timers().schedule(0, () -> {
            throw new IllegalStateException("a bug");
        });
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isFalse();
        assertThat(told).containsExactly("panic in a timer: a bug");
    }

    @Test
    void runsNothingAfterItIsClosed() {
        AtomicInteger turns = new AtomicInteger();
        Domain domain = machine.domain(1);
        scheduler.add(domain, budget -> turns.incrementAndGet() < 0);
        scheduler.runUntilIdle(LONG_NANOS);
        scheduler.close();
        domain.wake();
        scheduler.add(machine.domain(2), budget -> turns.incrementAndGet() < 0);
        machine.hypervisor.timers().schedule(0, turns::incrementAndGet);
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(turns).hasValue(1);
    }

    @Test
    void waitsForTheTurnOfADomainThatAnotherThreadRemoves() throws InterruptedException {
        CountDownLatch inTurn = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        AtomicBoolean turnOver = new AtomicBoolean();
        AtomicBoolean overWhenRemoved = new AtomicBoolean();
        Domain domain = machine.domain(1);
        scheduler.add(domain, budget -> {
            inTurn.countDown();
            await(finish);
            turnOver.set(true);
            return false;
        });
        Thread remover = new Thread(() -> {
            await(inTurn);
            finish.countDown();
            scheduler.remove(domain);
            overWhenRemoved.set(turnOver.get());
        });
        remover.start();
        scheduler.runUntilIdle(LONG_NANOS);
        remover.join();
        assertThat(overWhenRemoved).isTrue();
    }

    @Test
    void letsOneDomainsTurnDestroyAnotherThatNeverStopsWorking() {
        machine.hypervisor.addStop(scheduler::remove);
        int before = machine.free();
        Domain victim = machine.domain(1);
        Domain killer = machine.domain(2);
        AtomicInteger turns = new AtomicInteger();
        scheduler.add(victim, budget -> {
            victim.memory().putInt(TestMachine.address(victim, 0), turns.incrementAndGet());
            return true;
        });
        scheduler.add(killer, budget -> {
            if (turns.get() < 10) {
                return true;
            }
            machine.hypervisor.destroyDomain(victim);
            return false;
        });
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(told).isEmpty();
        machine.hypervisor.destroyDomain(killer);
        assertThat(machine.free()).isEqualTo(before);
    }

    @Test
    void stopsTheMachineWhenDomainZeroIsKilledInATurn() {
        AtomicInteger status = new AtomicInteger(-1);
        machine.hypervisor.onHalt(exit -> {
            status.set(exit);
            scheduler.close();
        });
        Domain control = machine.privileged(0);
        AtomicInteger turns = new AtomicInteger();
        scheduler.add(control, budget -> {
            turns.incrementAndGet();
            machine.hypervisor.destroyDomain(control);
            return true;
        });
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(status).hasValue(MachineHalt.OK);
        assertThat(turns).hasValue(1);
    }

    @Test
    void losesNoWakeUpBetweenTwoDomains() {
        int messages = 20_000;
        PingPong game = new PingPong(machine.domain(1), machine.domain(2), messages);
        game.addTo(scheduler);
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(game.last()).isEqualTo(messages);
    }

    @Test
    void losesNoWakeUpFromManyThreads() throws InterruptedException {
        int each = 20_000;
        AtomicInteger offered = new AtomicInteger();
        int[] taken = new int[1];
        Domain domain = machine.domain(1);
        scheduler.add(domain, budget -> {
            taken[0] = offered.get();
            return false;
        });
        Thread[] wakers = new Thread[3];
        for (int i = 0; i < wakers.length; i++) {
            wakers[i] = new Thread(() -> {
                for (int n = 0; n < each; n++) {
                    offered.incrementAndGet();
                    domain.wake();
                }
            });
            wakers[i].start();
        }
        while (wakers[0].isAlive() || wakers[1].isAlive() || wakers[2].isAlive()) {
            scheduler.runUntilIdle(LONG_NANOS);
        }
        for (Thread waker : wakers) {
            waker.join();
        }
        assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        assertThat(taken[0]).isEqualTo(wakers.length * each);
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG_NANOS, TimeUnit.NANOSECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

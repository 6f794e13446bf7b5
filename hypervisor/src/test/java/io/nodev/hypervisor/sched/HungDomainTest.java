package io.nodev.hypervisor.sched;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.grant.GrantWriter;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageFaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the pages of a domain that is killed while its turn does not return. */
@Timeout(900)
class HungDomainTest {
    /** Soon over; nothing but what hangs has a turn. */
    private static final TurnLimits IMPATIENT = new TurnLimits(Scheduler.DEFAULT_BUDGET, 50_000_000);

    /** Whoever waits for a part of this exceeds the time that a test has. */
    private static final TurnLimits ENDLESS = new TurnLimits(Scheduler.DEFAULT_BUDGET, TimeUnit.DAYS.toNanos(100));

    private final TestMachine machine = new TestMachine(128);
    private final FrameTable frames = machine.hypervisor.frames();
    private final ThreadedScheduler scheduler =
            new ThreadedScheduler(machine.clock, machine.hypervisor.timers(), IMPATIENT);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<Throwable> end = new AtomicReference<>();
    private final int total = machine.free();

    @BeforeEach
    void listen() {
        machine.hypervisor.addStop(scheduler::remove);
        scheduler.onCrash((domain, cause) -> told.add("crash of " + domain.id()));
        scheduler.onPanic((what, cause) -> told.add("panic in " + what));
    }

    @AfterEach
    void close() {
        goOn.countDown();
        scheduler.close();
    }

    /** Adds a domain whose first turn hangs, and does something when it goes on. */
    private void hang(Domain domain, Runnable afterwards) throws InterruptedException {
        CountDownLatch inTurn = new CountDownLatch(1);
        scheduler.add(domain, budget -> {
            inTurn.countDown();
            awaitUninterrupted(goOn);
            try {
                afterwards.run();
            } catch (PageFaultException fault) {
                end.set(fault);
                throw fault;
            } finally {
                ended.countDown();
            }
            return false;
        });
        inTurn.await();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        while (latch.getCount() != 0) {
            Thread.onSpinWait();
        }
    }

    private void letItEnd() throws InterruptedException {
        goOn.countDown();
        ended.await();
    }

    private void assertSoonFree(int expected) throws InterruptedException {
        long start = System.nanoTime();
        while (machine.free() != expected && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(300)) {
            Thread.sleep(1);
        }
        assertThat(machine.free()).as("free pages").isEqualTo(expected);
        assertThat(frames.owned(FrameTable.HYPERVISOR)).as("pages set aside").isZero();
    }

    private void takeAllFrames() {
        while (frames.allocate(9) != FrameTable.NONE) {
            assertThat(frames.owned(FrameTable.FREE)).isNotNegative();
        }
    }

    @Test
    void faultsAtItsNextAccess() throws InterruptedException {
        Domain hung = machine.domain(1);
        hang(hung, () -> hung.memory().getInt(TestMachine.address(hung, 0)));
        machine.hypervisor.destroyDomain(hung);
        letItEnd();
        assertThat(end.get()).isInstanceOf(PageFaultException.class);
        assertSoonFree(total);
        assertThat(told).as("nobody asks any more").isEmpty();
    }

    @Test
    void isNotWaitedForOnceItWasFoundToBeOverdue() throws InterruptedException {
        Domain hung = machine.domain(1);
        try (ThreadedScheduler endless = endless()) {
            List<Long> found = new ArrayList<>();
            endless.onOverdue((domain, forNanos) -> found.add(forNanos));
            hangIn(endless, hung);
            endless.look(0);
            endless.look(ENDLESS.overdueNanos());
            assertThat(found).containsExactly(ENDLESS.overdueNanos());
            endless.remove(hung);
            assertThat(hung.isTurnLate()).isTrue();
            goOn.countDown();
        }
    }

    @Test
    void isNotWaitedForOnceItWasGivenUp() throws InterruptedException {
        Domain hung = machine.domain(1);
        try (ThreadedScheduler endless = endless()) {
            hangIn(endless, hung);
            endless.giveUp(hung, endless.turn(hung));
            endless.remove(hung);
            assertThat(hung.isTurnLate()).isTrue();
            goOn.countDown();
        }
    }

    private ThreadedScheduler endless() {
        return new ThreadedScheduler(machine.clock, machine.hypervisor.timers(), ENDLESS);
    }

    private void hangIn(ThreadedScheduler endless, Domain hung) throws InterruptedException {
        CountDownLatch inTurn = new CountDownLatch(1);
        endless.add(hung, budget -> {
            inTurn.countDown();
            awaitUninterrupted(goOn);
            return false;
        });
        inTurn.await();
    }

    @Test
    void keepsItsPagesFromEverybodyUntilTheTurnEnds() throws InterruptedException {
        Domain hung = machine.domain(1);
        int pages = frames.owned(1);
        hang(hung, () -> {});
        machine.hypervisor.destroyDomain(hung);
        assertThat(frames.owned(1)).isZero();
        assertThat(frames.owned(FrameTable.HYPERVISOR)).isEqualTo(pages);
        assertThat(machine.free()).isEqualTo(total - pages);
        letItEnd();
        assertSoonFree(total);
    }

    @Test
    void cannotHitAPageOfItsSuccessorWithAnAccessThatIsUnderWay() throws InterruptedException {
        Domain hung = machine.domain(1);
        MachineMemory memory = machine.hypervisor.memory();
        int translated = hung.memory().translateWritable(TestMachine.address(hung, 3));
        hang(hung, () -> memory.putInt(translated, 0xBAD));
        machine.hypervisor.destroyDomain(hung);
        Domain successor = machine.domain(1);
        takeAllFrames();
        letItEnd();
        assertThat(memory.getInt(translated)).as("the write was done").isEqualTo(0xBAD);
        for (int page = 0; page < TestMachine.PAGES; page++) {
            assertThat(successor.memory().getInt(TestMachine.address(successor, page)))
                    .isZero();
        }
        assertSoonFree(frames.owned(1));
    }

    @Test
    void keepsAPageThatItMappedFromEverybodyThoughItsOwnerDies() throws InterruptedException {
        Domain granter = machine.domain(2);
        Domain hung = machine.domain(1);
        GrantWriter grants = new GrantWriter(machine, granter);
        int frame = TestMachine.frameOf(granter, 5);
        grants.permit(3, 1, frame, 0);
        int address = TestMachine.mappingAddress(hung, 0);
        assertThat(machine.hypervisor.grants().map(hung, 2, 3, address, false)).isNotNegative();
        hang(hung, () -> {});
        machine.hypervisor.destroyDomain(hung);
        grants.revoke(3);
        assertThat(machine.hypervisor.grants().uses(2, 3))
                .as("its owner may not reuse the page yet")
                .isEqualTo(1);
        machine.hypervisor.destroyDomain(granter);
        assertThat(frames.owner(frame)).isEqualTo(FrameTable.HYPERVISOR);
        letItEnd();
        assertSoonFree(total);
    }

    @Test
    void doesNotKeepTheMachineFromRest() throws InterruptedException {
        Domain hung = machine.domain(1);
        hang(hung, () -> {});
        assertThat(scheduler.runUntilIdle(1_000_000)).isFalse();
        machine.hypervisor.destroyDomain(hung);
        assertThat(scheduler.runUntilIdle(TimeUnit.SECONDS.toNanos(300))).isTrue();
        letItEnd();
        assertThat(scheduler.runUntilIdle(TimeUnit.SECONDS.toNanos(300))).isTrue();
    }

    @Test
    void isAPanicWhenItHangsInAHypercall() throws InterruptedException {
        Domain hung = machine.domain(1);
        hung.enterHypercall(8);
        hang(hung, () -> {});
        machine.hypervisor.destroyDomain(hung);
        assertThat(told).containsExactly("panic in hypercall 8 of domain 1 (d1)");
    }
}

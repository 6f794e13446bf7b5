package io.nodev.legacy.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.HypervisorFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedWorkTest {
    @Test
    void doesTheWorkOfWhoeverFindsNobodyInside() {
        AtomicInteger rounds = new AtomicInteger();
        SharedWork work = new SharedWork("the work", () -> {
            rounds.incrementAndGet();
            return false;
        });
        work.request();
        work.request();
        assertThat(rounds).hasValue(2);
    }

    @Test
    void doesAnotherRoundForARequestThatCameDuringOne() {
        AtomicInteger rounds = new AtomicInteger();
        SharedWork[] work = new SharedWork[1];
        work[0] = new SharedWork("the work", () -> {
            if (rounds.incrementAndGet() == 1) {
                work[0].request();
                work[0].request();
            }
            return false;
        });
        work[0].request();
        assertThat(rounds).hasValue(2);
        assertThat(work[0].tryEnter()).isTrue();
    }

    @Test
    void goesOnWhileARoundLeavesSomethingOver() {
        AtomicInteger left = new AtomicInteger(5);
        SharedWork work = new SharedWork("the work", () -> left.decrementAndGet() > 0);
        work.request();
        assertThat(left).hasValue(0);
    }

    @Test
    void leavesToTheHypervisorWhatDoesNotEnd() {
        AtomicInteger rounds = new AtomicInteger();
        AtomicInteger handedOver = new AtomicInteger();
        SharedWork work = new SharedWork("the work", () -> {
            rounds.incrementAndGet();
            return true;
        });
        work.onHandOver(handedOver::incrementAndGet);
        work.request();
        assertThat(rounds).hasValue(16);
        assertThat(handedOver).hasValue(1);
        assertThat(work.tryEnter()).isTrue();
    }

    @Test
    void hasNoMoreRoundsThanItMay() {
        AtomicInteger rounds = new AtomicInteger();
        AtomicInteger handedOver = new AtomicInteger();
        SharedWork work = new SharedWork("the work", 1, () -> rounds.incrementAndGet() < 3);
        work.onHandOver(handedOver::incrementAndGet);
        work.request();
        assertThat(rounds).hasValue(1);
        assertThat(handedOver).hasValue(1);
    }

    @Test
    void aControlOperationIsInsideUntilItLeaves() {
        AtomicInteger rounds = new AtomicInteger();
        SharedWork work = new SharedWork("the work", () -> {
            rounds.incrementAndGet();
            return false;
        });
        work.enter();
        assertThat(work.tryEnter()).isFalse();
        work.request();
        assertThat(rounds).hasValue(0);
        work.leave();
        assertThat(rounds.get()).isPositive();
    }

    @Test
    void nothingIsDoneAfterAFailure() {
        IllegalStateException cause = new IllegalStateException("broken");
        AtomicInteger rounds = new AtomicInteger();
        SharedWork work = new SharedWork("the work", () -> {
            rounds.incrementAndGet();
            throw cause;
        });
        assertThatThrownBy(work::request)
                .isInstanceOf(HypervisorFault.class)
                .hasMessage("the work")
                .hasCause(cause);
        work.request();
        assertThat(rounds).hasValue(1);
        assertThatThrownBy(work::enter).isInstanceOf(HypervisorFault.class);
    }

    @Test
    void noMarkIsOverlookedAndNobodyIsInsideTwice() throws InterruptedException {
        int threads = 4;
        int marksEach = 100_000;
        AtomicLong marks = new AtomicLong();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        long[] done = new long[1];
        SharedWork work = new SharedWork("the work", () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            done[0] = marks.get();
            inside.decrementAndGet();
            return false;
        });
        work.onHandOver(work::request);
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                await(start);
                for (int mark = 0; mark < marksEach; mark++) {
                    marks.incrementAndGet();
                    work.request();
                }
            });
            all.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(most).hasValue(1);
        assertThat(done[0]).isEqualTo((long) threads * marksEach);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

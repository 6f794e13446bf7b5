package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.event.Pending;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import io.nodev.hypervisor.time.TimerQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SchedulingCallsTest {
    private final Calls calls = new Calls();
    private final Caller caller = calls.domain(1);
    private final AtomicInteger wakeUps = new AtomicInteger();

    private int timer(long nanos) {
        return caller.call(HypercallNumber.SET_TIMER_OP, (int) (nanos >>> 32), (int) nanos);
    }

    private List<Integer> advance(long nanos) {
        calls.machine.clock.advance(nanos);
        calls.machine.hypervisor.timers().fire(calls.machine.clock.nanos());
        return new Pending(calls.machine, caller.domain).take();
    }

    @Test
    void givesAYieldingDomainAnotherTurnAfterTheOthers() {
        List<Integer> order = new ArrayList<>();
        Caller other = calls.domain(2);
        try (CooperativeScheduler scheduler =
                new CooperativeScheduler(calls.machine.clock, calls.machine.hypervisor.timers())) {
            scheduler.add(caller.domain, budget -> {
                order.add(1);
                if (order.size() == 1) {
                    assertThat(caller.call(HypercallNumber.SCHED_OP, SchedOp.YIELD))
                            .isZero();
                }
                return false;
            });
            scheduler.add(other.domain, budget -> order.add(2) && false);
            scheduler.runUntilIdle(300_000_000_000L);
        }
        assertThat(order).containsExactly(1, 2, 1);
    }

    @Test
    void letsUpcallsThroughWhenADomainBlocks() {
        caller.domain.onWake(wakeUps::incrementAndGet);
        int mask = caller.domain.layout().sharedInfo() + SharedInfoLayout.UPCALL_MASK;
        caller.domain.memory().putInt(mask, 1);
        assertThat(caller.call(HypercallNumber.SCHED_OP, SchedOp.BLOCK)).isZero();
        assertThat(caller.domain.memory().getInt(mask)).isZero();
        assertThat(wakeUps).hasValue(0);
    }

    @Test
    void wakesABlockingDomainForWhichAnUpcallIsPending() {
        caller.domain.onWake(wakeUps::incrementAndGet);
        caller.domain.memory().putInt(caller.domain.layout().sharedInfo() + SharedInfoLayout.UPCALL_PENDING, 1);
        assertThat(caller.call(HypercallNumber.SCHED_OP, SchedOp.BLOCK)).isZero();
        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void knowsNoOtherSchedulingCommand() {
        for (int command : new int[] {2, 3, 4, -1}) {
            assertThat(caller.call(HypercallNumber.SCHED_OP, command)).isEqualTo(-ENOSYS);
        }
    }

    @Test
    void raisesTheTimerInterruptWhenTheTimeHasCome() {
        int port = calls.machine.hypervisor.events().bindVirq(caller.domain, Virq.TIMER);
        long beyondTheLowWord = 5_000_000_000L;
        assertThat(timer(beyondTheLowWord)).isZero();
        assertThat(advance(beyondTheLowWord - 1)).isEmpty();
        assertThat(advance(1)).containsExactly(port);
        assertThat(advance(beyondTheLowWord)).isEmpty();
    }

    @Test
    void raisesTheTimerInterruptAtOnceForATimeThatIsPast() {
        int port = calls.machine.hypervisor.events().bindVirq(caller.domain, Virq.TIMER);
        advance(100);
        timer(50);
        assertThat(advance(0)).containsExactly(port);
    }

    @Test
    void hasOneTimerForEachDomain() {
        int port = calls.machine.hypervisor.events().bindVirq(caller.domain, Virq.TIMER);
        for (int i = 0; i < 10_000; i++) {
            timer(100);
        }
        timer(200);
        assertThat(calls.machine.hypervisor.timers().nextDeadline()).isEqualTo(200);
        assertThat(advance(100)).isEmpty();
        assertThat(advance(100)).containsExactly(port);
    }

    @Test
    void takesATimerAway() {
        timer(100);
        timer(0);
        assertThat(calls.machine.hypervisor.timers().nextDeadline()).isEqualTo(TimerQueue.NEVER);
        timer(-1);
        assertThat(calls.machine.hypervisor.timers().nextDeadline()).isEqualTo(TimerQueue.NEVER);
    }

    @Test
    void endsATimerWithItsDomain() {
        timer(100);
        calls.machine.hypervisor.destroyDomain(caller.domain);
        assertThat(calls.machine.hypervisor.timers().nextDeadline()).isEqualTo(TimerQueue.NEVER);
    }

    @Test
    void tellsTheVersion() {
        assertThat(caller.call(HypercallNumber.XEN_VERSION, 0)).isEqualTo(0x10003);
        assertThat(caller.call(HypercallNumber.XEN_VERSION, 1)).isEqualTo(-ENOSYS);
    }

    @Test
    void makesSeveralCallsAtOnceEachWithItsResult() {
        caller.fields(HypercallNumber.XEN_VERSION, 0, 0, 0, 0, 0, -99, 0);
        for (int i = 0; i < 8; i++) {
            caller.domain.memory().putInt(caller.at + Multicall.ENTRY + i * 4, 0);
        }
        caller.domain.memory().putInt(caller.at + Multicall.ENTRY, HypercallNumber.NET_IO_OP);
        assertThat(caller.call(HypercallNumber.MULTICALL, caller.at, 2)).isZero();
        assertThat(caller.field(Multicall.RESULT)).isEqualTo(XenVersion.XEN_1_3);
        assertThat(caller.field(Multicall.ENTRY + Multicall.RESULT)).isEqualTo(-ENOSYS);
    }

    @Test
    void passesThreeArgumentsOfAMulticall() {
        caller.fields(HypercallNumber.UPDATE_VA_MAPPING, caller.at + 4096, 0, 7, 0, 0, -99);
        assertThat(caller.call(HypercallNumber.MULTICALL, caller.at, 1)).isZero();
        assertThat(caller.field(Multicall.RESULT)).isZero();
        assertThat(caller.domain.memory().entry(caller.at + 4096)).isZero();
    }

    @Test
    void nestsNoMulticalls() {
        caller.fields(HypercallNumber.MULTICALL, caller.at, 1, 0, 0, 0, 0);
        assertThat(caller.call(HypercallNumber.MULTICALL, caller.at, 1)).isZero();
        assertThat(caller.field(Multicall.RESULT)).isEqualTo(-EINVAL);
    }
}

package io.nodev.hypervisor.hypercall;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.event.EventChannels;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.time.TimerQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * {@code set_timer_op(high, low)}: the halves of an unsigned time since boot in nanoseconds, at which the caller gets
 * {@link Virq#TIMER}, at once if it is past. A domain has one timer; setting it again replaces it, 0 takes it away. Returns
 * 0. Source: xen/common/schedule.c at ddc87ed302.
 */
public final class SetTimerOp implements Hypercall {
    private final TimerQueue timers;
    private final EventChannels events;
    private final AtomicReferenceArray<TimerQueue.Scheduled> set = new AtomicReferenceArray<>(Domain.MAX_ID + 1);

    /** Over the timers of one machine. */
    public SetTimerOp(TimerQueue timers, EventChannels events) {
        this.timers = timers;
        this.events = events;
    }

    @Override
    public int call(Domain caller, int high, int low, int a3) {
        cancel(caller);
        long deadline = (long) high << 32 | low & 0xFFFF_FFFFL;
        boolean everComes = deadline > 0;
        if (everComes) {
            set.set(caller.id(), timers.schedule(deadline, () -> events.raise(caller, Virq.TIMER)));
        }
        return 0;
    }

    /** Takes a domain's timer away. */
    void cancel(Domain domain) {
        TimerQueue.Scheduled before = set.getAndSet(domain.id(), null);
        if (before != null) {
            before.cancel();
        }
    }
}

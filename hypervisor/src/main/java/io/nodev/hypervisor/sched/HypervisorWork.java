package io.nodev.hypervisor.sched;

import io.nodev.hypervisor.time.Clock;
import io.nodev.hypervisor.time.TimerQueue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** The virtual CPU of the threaded scheduler's own thread: timers, then one turn for each work that was woken. */
final class HypervisorWork implements VirtualCpu {
    private static final String TIMERS = "a timer";

    private final Clock clock;
    private final TimerQueue timers;
    private final List<Work> works = new CopyOnWriteArrayList<>();
    private volatile String current = TIMERS;

    private record Work(String name, VirtualCpu cpu, AtomicBoolean woken) {}

    HypervisorWork(Clock clock, TimerQueue timers) {
        this.clock = clock;
        this.timers = timers;
    }

    /** Returns what marks the work as woken; {@code wake} then makes it run. */
    Runnable add(String name, VirtualCpu cpu, Runnable wake) {
        AtomicBoolean woken = new AtomicBoolean();
        works.add(new Work(name, cpu, woken));
        return () -> {
            woken.getAndSet(true);
            wake.run();
        };
    }

    /** What runs now, or ran last. */
    String current() {
        return current;
    }

    boolean isTimerDue() {
        return timers.nextDeadline() <= clock.nanos();
    }

    /** How long until a timer is due. */
    long untilTimer() {
        long deadline = timers.nextDeadline();
        return deadline == TimerQueue.NEVER ? TurnThread.FOR_EVER : deadline - clock.nanos();
    }

    @Override
    public boolean run(int budget) {
        current = TIMERS;
        timers.fire(clock.nanos());
        boolean more = false;
        for (int i = 0; i < works.size(); i++) {
            Work work = works.get(i);
            if (work.woken().getAndSet(false)) {
                current = work.name();
                if (work.cpu().run(budget)) {
                    work.woken().set(true);
                    more = true;
                }
            }
        }
        return more;
    }
}

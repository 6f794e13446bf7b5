package io.nodev.hypervisor.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private final TimerQueue timers = new TimerQueue();
    private final List<String> fired = new ArrayList<>();

    @Test
    void firesByTimeAndThenByOrderOfScheduling() {
        timers.schedule(20, () -> fired.add("late"));
        timers.schedule(10, () -> fired.add("a"));
        timers.schedule(10, () -> fired.add("b"));
        timers.schedule(10, () -> fired.add("c"));
        assertThat(timers.fire(20)).isTrue();
        assertThat(fired).containsExactly("a", "b", "c", "late");
    }

    @Test
    void firesNothingBeforeItsTime() {
        timers.schedule(10, () -> fired.add("a"));
        assertThat(timers.fire(9)).isFalse();
        assertThat(timers.nextDeadline()).isEqualTo(10);
        assertThat(timers.fire(10)).isTrue();
        assertThat(timers.nextDeadline()).isEqualTo(TimerQueue.NEVER);
        assertThat(timers.fire(11)).isFalse();
    }

    @Test
    void cancelsWhatHasNotHappened() {
        TimerQueue.Scheduled first = timers.schedule(10, () -> fired.add("a"));
        timers.schedule(10, () -> fired.add("b"));
        assertThat(first.cancel()).isTrue();
        assertThat(first.cancel()).isFalse();
        timers.fire(10);
        assertThat(fired).containsExactly("b");
    }

    @Test
    void cannotCancelWhatHasHappened() {
        TimerQueue.Scheduled timer = timers.schedule(10, () -> fired.add("a"));
        timers.fire(10);
        assertThat(timer.cancel()).isFalse();
    }

    @Test
    void tellsOfANewTimer() {
        timers.onSchedule(() -> fired.add("told"));
        timers.schedule(10, () -> {});
        assertThat(fired).containsExactly("told");
    }

    @Test
    void firesWhatATimerSchedulesForNow() {
        timers.schedule(10, () -> timers.schedule(10, () -> fired.add("second")));
        timers.fire(10);
        assertThat(fired).containsExactly("second");
    }

    @Test
    void movesAManualClockOnlyForward() {
        ManualClock clock = new ManualClock(5);
        clock.advance(3);
        assertThat(clock.nanos()).isEqualTo(8);
        clock.advanceTo(7);
        assertThat(clock.nanos()).isEqualTo(8);
        clock.advanceTo(20);
        assertThat(clock.nanos()).isEqualTo(20);
        assertThatThrownBy(() -> clock.advance(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("nanos=-1");
    }

    @Test
    void startsTheSystemClockAtBoot() {
        long before = System.nanoTime();
        Clock clock = Clock.system();
        long first = clock.nanos();
        assertThat(first).isBetween(0L, System.nanoTime() - before);
        assertThat(clock.nanos()).isGreaterThanOrEqualTo(first);
    }
}

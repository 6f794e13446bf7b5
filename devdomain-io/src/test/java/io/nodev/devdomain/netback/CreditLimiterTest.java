package io.nodev.devdomain.netback;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Traces computed by hand; times in milliseconds from the moment at which the limit was set. */
class CreditLimiterTest {
    private static final long START = TimeUnit.SECONDS.toNanos(100);

    private final ManualClock clock = new ManualClock(START);
    private final CreditLimiter limiter = new CreditLimiter(clock);

    private List<Long> departures(int... lengths) {
        List<Long> times = new ArrayList<>();
        int next = 0;
        for (int tick = 0; tick <= 100 && next < lengths.length; tick++) {
            if (tick > 0) {
                clock.advance(TimeUnit.MILLISECONDS.toNanos(1));
                limiter.refill();
            }
            while (next < lengths.length && !limiter.isWaiting() && limiter.charge(lengths[next])) {
                times.add(TimeUnit.NANOSECONDS.toMillis(clock.nanos() - START));
                next++;
            }
        }
        return times;
    }

    @Test
    void letsEverythingPassUnlessLimited() {
        assertThat(departures(1514, 1514, 1514)).containsExactly(0L, 0L, 0L);
        limiter.set(1, 0);
        assertThat(departures(1514, 1514, 1514)).hasSize(3);
    }

    @Test
    void keepsWhatAShortageLeavesForTheNextPeriod() {
        limiter.set(3000, 10_000);
        assertThat(departures(1514, 1514, 1514, 1514, 1514, 1514)).containsExactly(0L, 10L, 10L, 20L, 20L, 30L);
        assertThat(limiter.remaining()).isEqualTo(4 * 3000 - 6 * 1514);
    }

    @Test
    void goesOnAfterCreditIsSpentToTheLastByte() {
        limiter.set(3028, 10_000);
        assertThat(departures(1514, 1514, 1514, 1514, 1514, 1514)).containsExactly(0L, 0L, 10L, 10L, 20L, 20L);
        assertThat(limiter.remaining()).isZero();
        assertThat(departures(1514)).containsExactly(30L);
    }

    @Test
    void savesUpForAFrameThatIsLongerThanAPeriodsCredit() {
        limiter.set(1000, 10_000);
        assertThat(departures(1514, 1514, 1514, 1514, 1514, 1514)).containsExactly(10L, 30L, 40L, 60L, 70L, 90L);
    }

    @Test
    void keepsASmallFrameWaitingBehindALargeOne() {
        limiter.set(1600, 10_000);
        assertThat(departures(1514, 1514, 60)).containsExactly(0L, 10L, 10L);
    }

    @Test
    void addsOnePeriodsCreditAfterHoweverLongAnIdleTime() {
        limiter.set(3000, 10_000);
        clock.advance(TimeUnit.SECONDS.toNanos(50));
        assertThat(departures(1514, 1514, 1514, 1514)).containsExactly(50_000L, 50_000L, 50_000L, 50_010L);
    }

    @Test
    void waitsAPeriodWhenANewWindowsCreditIsNotEnough() {
        limiter.set(500, 10_000);
        clock.advance(TimeUnit.SECONDS.toNanos(1));
        assertThat(departures(1514)).containsExactly(1_020L);
    }

    @Test
    void neverHasMoreThanABurstOfCredit() {
        limiter.set(131_000, 10_000);
        assertThat(limiter.charge(129_999)).isTrue();
        assertThat(limiter.charge(1514)).isFalse();
        clock.advance(TimeUnit.MILLISECONDS.toNanos(10));
        limiter.refill();
        assertThat(limiter.remaining()).isEqualTo(CreditLimiter.BURST_BYTES);
    }

    @Test
    void neverHasMoreThanAPeriodsCreditWhereThatIsMoreThanABurst() {
        limiter.set(0xFFFF_FFFFL, 0xFFFF_FFFFL);
        for (int i = 0; i < 2; i++) {
            assertThat(limiter.charge(Integer.MAX_VALUE)).isTrue();
        }
        assertThat(limiter.remaining()).isEqualTo(1);
        assertThat(limiter.charge(2)).isFalse();
        assertThat(limiter.deadline()).isEqualTo(START + 0xFFFF_FFFFL * 1000);
        clock.advanceTo(limiter.deadline());
        limiter.refill();
        assertThat(limiter.remaining()).isEqualTo(0xFFFF_FFFFL);
    }

    @Test
    void aLimitOfNothingClosesTheInterface() {
        limiter.set(0, 10_000);
        assertThat(departures(60)).isEmpty();
    }

    @Test
    void aTimerBeforeTheDeadlineDoesNothing() {
        limiter.set(1514, 10_000);
        limiter.charge(1514);
        assertThat(limiter.charge(1)).isFalse();
        clock.advance(TimeUnit.MILLISECONDS.toNanos(10) - 1);
        assertThat(limiter.refill()).isFalse();
        assertThat(limiter.isWaiting()).isTrue();
        clock.advance(1);
        assertThat(limiter.refill()).isTrue();
        assertThat(limiter.refill()).isFalse();
    }

    @Test
    void changingTheLimitAgainAndAgainLetsNothingMoreThroughAndHoldsNothingUp() {
        limiter.set(1514, 10_000);
        int sent = 0;
        for (int i = 0; i < 100; i++) {
            limiter.set(1514, 10_000);
            while (limiter.charge(1514)) {
                sent++;
            }
            clock.advance(TimeUnit.MILLISECONDS.toNanos(1));
        }
        assertThat(sent).isEqualTo(10);
    }

    @Test
    void aChangeTakesAwayWhatIsAboveTheNewCredit() {
        limiter.set(10_000, 10_000);
        limiter.set(1000, 10_000);
        assertThat(limiter.remaining()).isEqualTo(1000);
        limiter.set(10_000, 10_000);
        assertThat(limiter.remaining()).isEqualTo(1000);
    }

    @Test
    void aLimitAfterNoneGrantsAPeriodsCredit() {
        limiter.set(1000, 10_000);
        limiter.charge(1000);
        limiter.set(0, 0);
        limiter.set(3000, 10_000);
        assertThat(limiter.remaining()).isEqualTo(3000);
    }
}

package io.nodev.legacy.vif;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.time.ManualClock;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CreditLimiterTest {
    private static final long START = TimeUnit.SECONDS.toNanos(100);
    private static final long UNLIMITED = 0xFFFF_FFFFL;

    private final ManualClock clock = new ManualClock(START);
    private CreditLimiter limiter = new CreditLimiter(clock, VfrSemantics.AS_BUILT);

    /** When each of the frames left, in milliseconds; a frame that never does is left out. */
    private List<Long> departures(int... lengths) {
        List<Long> times = new ArrayList<>();
        int next = 0;
        for (int tick = 0; tick <= 100 && next < lengths.length; tick++) {
            if (tick > 0) {
                clock.advance(TimeUnit.MILLISECONDS.toNanos(1));
                if (!limiter.refill()) {
                    continue;
                }
            }
            boolean started = limiter.mayStart();
            while (started && next < lengths.length && limiter.charge(lengths[next])) {
                times.add(TimeUnit.NANOSECONDS.toMillis(clock.nanos() - START));
                next++;
            }
        }
        return times;
    }

    @Test
    void letsEverythingPassUnlessLimited() {
        assertThat(limiter.creditBytes()).isEqualTo(UNLIMITED);
        assertThat(departures(1514, 1514, 1514)).containsExactly(0L, 0L, 0L);
    }

    @Test
    void countsDownEvenWithoutLimitAndIsRefilledOnceThatIsUsedUp() {
        limiter.charge(1514);
        assertThat(limiter.remaining()).isEqualTo(UNLIMITED - 1514);

        while (limiter.remaining() >= 1514) {
            limiter.charge((int) Math.min(limiter.remaining(), Integer.MAX_VALUE));
            if (limiter.remaining() == 0) {
                break;
            }
        }
        assertThat(limiter.remaining()).isZero();
        assertThat(limiter.charge(1514)).isTrue();
        assertThat(limiter.remaining()).isEqualTo(UNLIMITED - 1514);
    }

    @Test
    void aPeriodOfNothingMeansNoLimit() {
        limiter.set(17, 0);
        assertThat(limiter.creditBytes()).isEqualTo(UNLIMITED);
        assertThat(limiter.periodMicros()).isZero();
    }

    @Test
    void makesTheFirstShortageGoodAtOnceAndThenKeepsToPeriods() {
        limiter.set(3000, 10_000);
        assertThat(departures(1514, 1514, 1514, 1514, 1514, 1514)).containsExactly(0L, 0L, 10L, 20L, 30L, 40L);
    }

    @Test
    void wedgesWhenTheLastByteOfCreditGoesWithTheLastRequest() {
        limiter.set(3028, 10_000);
        assertThat(departures(1514, 1514, 1514, 1514, 1514, 1514)).containsExactly(0L, 0L, 0L, 0L, 10L, 10L);
        assertThat(limiter.remaining()).isZero();

        clock.advance(TimeUnit.SECONDS.toNanos(1000));
        assertThat(limiter.refill()).isFalse();
        assertThat(limiter.mayStart()).isFalse();

        limiter.set(3028, 10_000);
        assertThat(limiter.mayStart()).isTrue();
    }

    @Test
    void aLimitOfNothingWedgesAtOnce() {
        limiter.set(0, 10_000);
        assertThat(limiter.mayStart()).isFalse();
        assertThat(limiter.isArmed()).isFalse();
    }

    @Test
    void underflowsToNoLimitWhenAFrameIsLongerThanARefill() {
        limiter.set(1000, 10_000);
        assertThat(departures(1514, 1514, 1514, 1514)).containsExactly(0L, 0L, 0L, 0L);
        assertThat(limiter.remaining()).isGreaterThan(UNLIMITED - 10_000);
    }

    @Test
    void losesCreditThatIsLeftOverWhenAFrameHasToWait() {
        limiter.set(3000, 10_000);
        limiter.charge(2999);
        limiter.charge(2999);
        assertThat(limiter.remaining()).isEqualTo(1);
        assertThat(limiter.charge(1500)).isFalse();
        assertThat(limiter.remaining()).isZero();

        clock.advance(TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(limiter.refill()).isTrue();
        assertThat(limiter.remaining()).isEqualTo(3000);
    }

    @Test
    void keepsASmallFrameWaitingBehindALargeOne() {
        limiter.set(1600, 10_000);
        assertThat(departures(1514, 1514, 1514, 60)).containsExactly(0L, 0L, 10L, 10L);
    }

    @Test
    void wantsOneTimerForEachDeadline() {
        limiter.set(1514, 10_000);
        limiter.charge(1514);
        limiter.charge(1514);
        assertThat(limiter.claimTimer()).isFalse();
        assertThat(limiter.charge(1)).isFalse();
        assertThat(limiter.deadline()).isEqualTo(START + TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(limiter.claimTimer()).isTrue();
        assertThat(limiter.claimTimer()).isFalse();
    }

    @Test
    void aRefillThatIsDueComesThoughTheLimitWasChangedMeanwhile() {
        limiter.set(100, 10_000);
        limiter.charge(100);
        limiter.charge(100);
        limiter.charge(100);
        limiter.set(500, 10_000);
        limiter.charge(400);

        clock.advance(TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(limiter.refill()).isTrue();
        assertThat(limiter.remaining()).isEqualTo(500);
    }

    @Test
    void aTimerThatALaterDeadlineOvertookDoesNothing() {
        limiter.set(100, 10_000);
        limiter.charge(100);
        limiter.charge(100);
        assertThat(limiter.charge(100)).isFalse();
        limiter.set(100, 10_000);
        limiter.charge(100);
        assertThat(limiter.charge(100)).isFalse();
        assertThat(limiter.deadline()).isEqualTo(START + TimeUnit.MILLISECONDS.toNanos(20));

        clock.advance(TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(limiter.refill()).isFalse();
        assertThat(limiter.remaining()).isZero();
        clock.advance(TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(limiter.refill()).isTrue();
    }

    @Test
    void withoutUnderflowAFrameLongerThanARefillTakesAWholePeriod() {
        limiter = new CreditLimiter(clock, VfrSemantics.AS_BUILT.with(Quirk.CREDIT_UNDERFLOW, false));
        limiter.set(1000, 10_000);
        assertThat(departures(1514, 1514, 1514, 60)).containsExactly(0L, 0L, 10L, 20L);
    }

    @Test
    void withoutTheWedgeTheNextPeriodComesAsAlways() {
        limiter = new CreditLimiter(clock, VfrSemantics.AS_BUILT.with(Quirk.CREDIT_WEDGE, false));
        limiter.set(3028, 10_000);
        assertThat(departures(1514, 1514, 1514, 1514, 1514, 1514)).hasSize(6);
        assertThat(limiter.remaining()).isZero();

        assertThat(limiter.mayStart()).isFalse();
        assertThat(limiter.claimTimer()).isTrue();
        clock.advance(TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(limiter.refill()).isTrue();
        assertThat(limiter.mayStart()).isTrue();
    }

    @Test
    void withoutTheWedgeALimitOfNothingIsAClosedVif() {
        limiter = new CreditLimiter(clock, VfrSemantics.AS_DOCUMENTED);
        limiter.set(0, 10_000);
        clock.advance(TimeUnit.SECONDS.toNanos(1));
        assertThat(limiter.mayStart()).isFalse();
        assertThat(limiter.isArmed()).isFalse();
    }
}

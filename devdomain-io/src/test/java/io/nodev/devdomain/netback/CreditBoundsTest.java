package io.nodev.devdomain.netback;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The bounds that the limiter documents, over random rates, frames and times. {@code -Dnodev.seed=N} repeats a run. */
class CreditBoundsTest {
    private static final int LONGEST = 1514;
    private static final int RUNS = 200;
    private static final int STEPS = 400;

    private final long seed = Long.getLong("nodev.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    private record Sent(long atNanos, int bytes) {}

    /** One sender on a limiter of its own. */
    private final class Run {
        private final ManualClock clock = new ManualClock(random.nextInt(1_000_000_000));
        private final CreditLimiter limiter = new CreditLimiter(clock);
        private final long start = clock.nanos();
        private final long bytes = 1 + random.nextInt(random.nextBoolean() ? 4000 : 200_000);
        private final long period = TimeUnit.MICROSECONDS.toNanos(1 + random.nextInt(20_000));
        private final List<Sent> sent = new ArrayList<>();
        private int next = length();

        private Run() {
            limiter.set(bytes, TimeUnit.NANOSECONDS.toMicros(period));
        }

        private int length() {
            return 35 + random.nextInt(LONGEST - 34);
        }

        /** Sends what there is credit for. */
        private void sendAll(int atMost) {
            for (int i = 0; i < atMost && !limiter.isWaiting() && limiter.charge(next); i++) {
                sent.add(new Sent(clock.nanos(), next));
                next = length();
            }
        }

        /** Time passes; the timer expires at its deadline if that comes first. */
        private void pass(long nanos) {
            long until = clock.nanos() + nanos;
            while (limiter.isWaiting() && limiter.deadline() <= until) {
                clock.advanceTo(limiter.deadline());
                limiter.refill();
                sendAll(1);
            }
            clock.advanceTo(until);
        }

        private String what() {
            return "seed " + seed + ", " + bytes + " bytes each " + period + " ns";
        }
    }

    @Test
    void neverLetsMoreThanTheUpperBoundPassInAnyInterval() {
        for (int i = 0; i < RUNS; i++) {
            Run run = new Run();
            for (int step = 0; step < STEPS; step++) {
                run.sendAll(random.nextInt(8));
                run.pass((long) (run.period * random.nextDouble() * (random.nextInt(10) == 0 ? 50 : 1)));
            }
            requireUpperBound(run);
        }
    }

    private static void requireUpperBound(Run run) {
        for (int first = 0; first < run.sent.size(); first++) {
            long sum = 0;
            for (int last = first; last < run.sent.size(); last++) {
                sum += run.sent.get(last).bytes();
                long time = run.sent.get(last).atNanos() - run.sent.get(first).atNanos();
                long bound = run.bytes * (time / run.period + 2) + LONGEST - 1;
                if (sum > bound) {
                    assertThat(sum).as("%s: bytes in %d ns", run.what(), time).isLessThanOrEqualTo(bound);
                }
            }
        }
    }

    @Test
    void givesASenderThatAlwaysHasAFrameTheLowerBoundAtLeast() {
        for (int i = 0; i < RUNS; i++) {
            Run run = new Run();
            while (run.bytes > CreditLimiter.BURST_BYTES - LONGEST) {
                run = new Run();
            }
            long total = 0;
            run.sendAll(Integer.MAX_VALUE);
            for (int window = 0; window <= 100; window++) {
                total = run.sent.stream().mapToLong(Sent::bytes).sum();
                long time = run.clock.nanos() - run.start;
                assertThat(total)
                        .as("%s: bytes in %d ns", run.what(), time)
                        .isBetween(
                                run.bytes * (1 + time / run.period) - LONGEST + 1, run.bytes * (1 + time / run.period));
                run.clock.advanceTo(run.limiter.deadline());
                run.limiter.refill();
                run.sendAll(Integer.MAX_VALUE);
            }
        }
    }

    @Test
    void neverHasMoreCreditThanTheCap() {
        for (int i = 0; i < RUNS; i++) {
            Run run = new Run();
            for (int step = 0; step < STEPS; step++) {
                run.sendAll(random.nextInt(3));
                run.pass(run.period * random.nextInt(1000));
                assertThat(run.limiter.remaining())
                        .as(run.what())
                        .isBetween(
                                0L, Math.min(run.bytes + LONGEST - 1, Math.max(CreditLimiter.BURST_BYTES, run.bytes)));
            }
        }
    }
}

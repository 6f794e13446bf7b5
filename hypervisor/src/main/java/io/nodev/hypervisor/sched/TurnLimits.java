package io.nodev.hypervisor.sched;

/**
 * What a turn may do and how long it may last.
 *
 * @param budget above 0; given to every turn
 * @param overdueNanos above 0; a turn that has not returned for so long is reported
 */
public record TurnLimits(int budget, long overdueNanos) {
    /** {@link Scheduler#DEFAULT_BUDGET} and ten seconds, beyond any pause that a loaded computer makes. */
    public static final TurnLimits DEFAULT = new TurnLimits(Scheduler.DEFAULT_BUDGET, 10_000_000_000L);

    /** Checks the ranges. */
    public TurnLimits {
        if (budget <= 0) {
            throw new IllegalArgumentException("a turn has something to do: budget=" + budget);
        }
        if (overdueNanos <= 0) {
            throw new IllegalArgumentException("a turn lasts some time: overdueNanos=" + overdueNanos);
        }
    }
}

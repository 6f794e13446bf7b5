package io.nodev.common.machine;

import io.nodev.hypervisor.sched.TurnLimits;

/**
 * When a backend of a device-domain machine counts as hung, and how often one that crashes or hangs is started again by
 * itself. In a legacy machine a fault of a driver is a panic, whatever this says.
 *
 * @param most how often each backend, 0 or more
 * @param turnLimits how long a turn may last under the threaded scheduler, whose watchdog finds a hang; under the cooperative
 *     one nothing does
 */
public record RestartPolicy(int most, TurnLimits turnLimits) {
    /** On request only; a turn may last ten seconds. */
    public static final RestartPolicy ON_REQUEST = new RestartPolicy(0, TurnLimits.DEFAULT);

    /** Checks the range. */
    public RestartPolicy {
        if (most < 0) {
            throw new IllegalArgumentException("a backend is started again 0 times or more: most=" + most);
        }
    }

    /** By itself, so often. */
    public static RestartPolicy atMost(int times) {
        return new RestartPolicy(times, TurnLimits.DEFAULT);
    }

    /** The same with other limits of a turn. */
    public RestartPolicy withTurnLimits(TurnLimits limits) {
        return new RestartPolicy(most, limits);
    }
}

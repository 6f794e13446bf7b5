package io.nodev.common.machine;

import io.nodev.hypervisor.sched.TurnLimits;

/**
 * When a backend of a device-domain machine counts as hung, and how often one that crashes or hangs is started again by
 * itself. In a legacy machine a fault of a driver is a panic, whatever this says.
 *
 * @param most how often each backend, 0 or more
 * @param answerNanos above 0; under the threaded scheduler a backend that could answer the controller and has not for so
 *     long hangs; under the cooperative one, where nothing runs beside a turn that does not return, nothing finds a hang
 * @param turnLimits how long a turn of any domain may last under the threaded scheduler before its watchdog reports it
 */
public record RestartPolicy(int most, long answerNanos, TurnLimits turnLimits) {
    /** Ten seconds, the time in which the controller of 2004 wanted an answer, and beyond any pause of a loaded computer. */
    public static final long DEFAULT_ANSWER_NANOS = 10_000_000_000L;

    /** On request only; an answer may take, and a turn may last, ten seconds. */
    public static final RestartPolicy ON_REQUEST = atMost(0);

    /** Checks the ranges. */
    public RestartPolicy {
        if (most < 0) {
            throw new IllegalArgumentException("a backend is started again 0 times or more: most=" + most);
        }
        if (answerNanos <= 0) {
            throw new IllegalArgumentException("an answer takes some time: answerNanos=" + answerNanos);
        }
    }

    /** By itself, so often. */
    public static RestartPolicy atMost(int times) {
        return new RestartPolicy(times, DEFAULT_ANSWER_NANOS, TurnLimits.DEFAULT);
    }

    /** The same with another time for a backend's answer. */
    public RestartPolicy withAnswerNanos(long nanos) {
        return new RestartPolicy(most, nanos, turnLimits);
    }

    /** The same with other limits of a turn. */
    public RestartPolicy withTurnLimits(TurnLimits limits) {
        return new RestartPolicy(most, answerNanos, limits);
    }
}

package io.nodev.plugin.spec;

import io.nodev.common.machine.RestartPolicy;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.concurrent.TimeUnit;

/**
 * When backends are started again by themselves. No meaning in a legacy machine.
 *
 * @param times how often each, 0 to {@link #MAX_TIMES}
 * @param answerMillis how long one that could answer may be silent before it hangs, 1 to {@link #MAX_ANSWER_MILLIS}
 * @param location where its entry begins
 */
public record RestartSpec(int times, long answerMillis, SourceLocation location) {
    /** The most restarts, as the command line has it. */
    public static final int MAX_TIMES = 999_999_999;

    /** The longest time for an answer: an hour. */
    public static final long MAX_ANSWER_MILLIS = 3_600_000;

    /** The time for an answer if none is given. */
    public static final long DEFAULT_ANSWER_MILLIS = TimeUnit.NANOSECONDS.toMillis(RestartPolicy.DEFAULT_ANSWER_NANOS);
}

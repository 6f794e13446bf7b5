package io.nodev.devdomain.controller;

import io.nodev.hypervisor.time.Clock;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;

/**
 * How long a backend may take to answer the controller, and who is told of one that takes longer. In 2004 it was ten
 * seconds. Source: tools/python/xen/xend/server/controller.py at 5c70ae783d.
 *
 * @param nanos above 0
 * @param clock of the host: a machine's own may leap
 * @param turns the number of a domain's turn: odd while it is in one, never the same in two
 * @param onHang told of each hang once, in a turn of the control domain
 */
public record AnswerLimit(long nanos, Clock clock, IntToLongFunction turns, Consumer<Hang> onHang) {
    /** How often {@link DomainController#lookSoon} is to be called, at least, in the time that an answer may take. */
    public static final int LOOKS = 4;

    /** Checks the range. */
    public AnswerLimit {
        if (nanos <= 0) {
            throw new IllegalArgumentException("an answer takes some time: nanos=" + nanos);
        }
    }
}

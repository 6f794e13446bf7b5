package io.nodev.devdomain.netback;

import io.nodev.hypervisor.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * How much the guest of one interface may send: so many bytes in each period. On the device domain's virtual CPU.
 *
 * <p>Credit starts at {@code creditBytes}. When it does not suffice for a frame and a period has passed since the window
 * began, a new window begins and {@code creditBytes} are added, up to the larger of {@value #BURST_BYTES} and {@code
 * creditBytes}; when that does not suffice either, the frame waits for the next window, and what is left is kept.
 *
 * <p>What a user really gets, of frames of at most L bytes: in any time T no more than {@code creditBytes * (floor(T /
 * period) + 2) + L - 1} bytes, because credit is added on shortage only and at most once a period, and a shortage leaves
 * less than L. Idle periods add nothing. A guest that always has a frame waiting sends at least {@code creditBytes * (1 +
 * floor(T / period)) - L + 1} bytes in the time T from the start, if {@code creditBytes} is at most {@value #BURST_BYTES}
 * less L. A timer that comes late makes the time in the first bound longer by as much. A credit below L makes a frame
 * wait several periods.
 *
 * <p>Arithmetic: both parameters are below 2^32 and credit never above the larger of {@code creditBytes} and {@value
 * #BURST_BYTES}, so a sum of credits is below 2^33. A period is below 2^42 ns, and the window begins at most one period
 * ahead of the clock, so a time fits as long as the clock is below 2^62.
 *
 * <p>One difference from the source: there, a frame too large for a new window's credit is looked at again at the old
 * window's end, which is past, hence a tick later, and so turns time that was idle into credit; here it waits a period.
 * Source: drivers/net/xen-netback/netback.c of Linux, tx_add_credit and tx_credit_exceeded.
 */
final class CreditLimiter {
    /** Credit that may pile up where a period has less: enough for a packet of 128 KiB. */
    static final long BURST_BYTES = 131_072;

    private final Clock clock;
    private long creditBytes;
    private long creditPeriodMicros;
    private long remaining;
    private long windowStart;
    private boolean waiting;

    /** Without limit; the first window begins now. */
    CreditLimiter(Clock clock) {
        this.clock = clock;
        this.windowStart = clock.nanos();
    }

    /**
     * Changes the limit. The first limit, and one after none, grants a period's credit at once and begins a window. Any
     * other change takes away what is above the new credit and adds nothing, and the new period counts from where the
     * last window began; so changing it often neither lets more through nor holds frames up. A frame that waits is to be
     * charged again.
     *
     * @param bytes 0 to 4,294,967,295; 0 closes the interface
     * @param micros 0 to 4,294,967,295; 0 for no limit
     */
    void set(long bytes, long micros) {
        if (!isLimited()) {
            remaining = bytes;
            windowStart = clock.nanos();
        } else if (waiting) {
            windowStart -= periodNanos();
            waiting = false;
        }
        creditBytes = bytes;
        creditPeriodMicros = micros;
        remaining = Math.min(remaining, bytes);
    }

    long creditBytes() {
        return creditBytes;
    }

    long creditPeriodMicros() {
        return creditPeriodMicros;
    }

    boolean isLimited() {
        return creditPeriodMicros != 0;
    }

    /** Credit left, in bytes; meaningless unless limited. */
    long remaining() {
        return remaining;
    }

    /** Whether a frame waits for {@link #deadline}; nothing is worth looking at before. */
    boolean isWaiting() {
        return waiting;
    }

    /** Nanoseconds since boot at which new credit comes, if a frame waits. */
    long deadline() {
        return windowStart;
    }

    /**
     * Takes the credit for one frame.
     *
     * @param length in bytes, above 0
     * @return {@code false} if the frame has to wait
     */
    boolean charge(int length) {
        if (!isLimited()) {
            return true;
        }
        if (length > remaining && !replenish(length)) {
            return false;
        }
        remaining -= length;
        return true;
    }

    /** Begins a new window if the last one is over; if that is not enough, the frame waits for the next one's begin. */
    private boolean replenish(int length) {
        if (waiting) {
            return false;
        }
        long now = clock.nanos();
        long next = windowStart + periodNanos();
        if (now >= next) {
            windowStart = now;
            next = now + periodNanos();
            add();
        }
        if (length <= remaining) {
            return true;
        }
        windowStart = next;
        waiting = true;
        return false;
    }

    private long periodNanos() {
        return TimeUnit.MICROSECONDS.toNanos(creditPeriodMicros);
    }

    private void add() {
        remaining = Math.min(remaining + creditBytes, Math.max(BURST_BYTES, creditBytes));
    }

    /**
     * The timer has expired.
     *
     * @return whether a frame waited and its window has begun, so that there is new credit
     */
    boolean refill() {
        if (!waiting || clock.nanos() < windowStart) {
            return false;
        }
        waiting = false;
        add();
        return true;
    }
}

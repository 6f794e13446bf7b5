package io.nodev.legacy.vif;

import io.nodev.common.machine.VifConfig;
import io.nodev.hypervisor.time.Clock;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import java.util.concurrent.TimeUnit;

/**
 * How much a vif may send: so many bytes in each period. Not for two threads.
 *
 * <p>What a user really gets: credit that is left over is lost when it does not suffice for the next frame, so a vif sends
 * {@code floor(creditBytes / length)} frames of equal length in a period, and at first up to twice that, because the
 * first shortage is made good at once. Credit is spent on whatever is taken from the ring, dropped frames included.
 *
 * <p>Two quirks are as they were in 2004. With {@link Quirk#CREDIT_UNDERFLOW} a frame longer than a whole refill leaves
 * about 4 GiB of credit; without it such a frame takes a whole period. With {@link Quirk#CREDIT_WEDGE} a vif that has spent
 * its credit to the last byte when its ring is empty never sends again; without it the next period comes as always. Without
 * that quirk a limit of 0 bytes closes the vif. Source: xen/common/network.c at ddc87ed302.
 *
 * <p>Arithmetic: credits are unsigned 32-bit values in a {@code long}. A period is below 2^42 ns and the deadline at most
 * one period ahead of the clock, so sums of them fit.
 */
public final class CreditLimiter {
    private static final long MODULUS_MASK = 0xFFFF_FFFFL;

    private final Clock clock;
    private final boolean underflows;
    private final boolean wedges;
    private long creditBytes = VifConfig.UNLIMITED;
    private long periodMicros;
    private long remaining = VifConfig.UNLIMITED;
    private long deadline;
    private boolean armed;
    private boolean timerWanted;

    /** Without limit. */
    public CreditLimiter(Clock clock, VfrSemantics semantics) {
        this.clock = clock;
        this.underflows = semantics.has(Quirk.CREDIT_UNDERFLOW);
        this.wedges = semantics.has(Quirk.CREDIT_WEDGE);
    }

    /**
     * Sets the limit and grants the first period's credit at once. A refill that is due already comes nevertheless.
     *
     * @param bytes 0 to 4,294,967,295; ignored when there is no period
     * @param micros length of a period, 0 to 4,294,967,295; 0 for no limit
     */
    public void set(long bytes, long micros) {
        creditBytes = micros == 0 ? VifConfig.UNLIMITED : bytes;
        periodMicros = micros;
        remaining = creditBytes;
    }

    /** Bytes of a period. */
    public long creditBytes() {
        return creditBytes;
    }

    /** Length of a period in microseconds; 0 for no limit. */
    public long periodMicros() {
        return periodMicros;
    }

    /** Credit left, in bytes. */
    public long remaining() {
        return remaining;
    }

    /** Nanoseconds since boot at which {@link #refill} is due, if {@link #isArmed}; else when it last was. */
    public long deadline() {
        return deadline;
    }

    /** Whether a refill is due at {@link #deadline}. */
    public boolean isArmed() {
        return armed;
    }

    /**
     * Whether it is worth looking at the ring. Asked once for each look, not for each frame.
     *
     * @return {@code false} if there is no credit at all; {@link #isArmed} may have changed then
     */
    public boolean mayStart() {
        if (remaining != 0 || wedges) {
            return remaining != 0;
        }
        if (creditBytes == 0 || armed) {
            return false;
        }
        return startPeriod();
    }

    /**
     * Takes the credit for one frame.
     *
     * @param length in bytes, above 0
     * @return {@code false} if the frame has to wait until {@link #deadline}; the credit left is then lost
     */
    public boolean charge(int length) {
        long needed = underflows ? length : Math.min(length, creditBytes);
        if (needed > remaining && !startPeriod()) {
            return false;
        }
        long after = remaining - length;
        remaining = underflows ? after & MODULUS_MASK : Math.max(after, 0);
        return true;
    }

    /** Starts the next period now if the last one is over; else waits for its end. */
    private boolean startPeriod() {
        long now = clock.nanos();
        long next = deadline + TimeUnit.MICROSECONDS.toNanos(periodMicros);
        if (next <= now) {
            deadline = now;
            remaining = creditBytes;
            return true;
        }
        remaining = 0;
        deadline = next;
        armed = true;
        timerWanted = true;
        return false;
    }

    /** Whether a timer for {@link #deadline} has to be started; asked once for each deadline. */
    public boolean claimTimer() {
        boolean wanted = timerWanted;
        timerWanted = false;
        return wanted;
    }

    /**
     * The timer has expired. One that was overtaken by a later deadline does nothing.
     *
     * @return whether there is new credit
     */
    public boolean refill() {
        if (!armed || clock.nanos() < deadline) {
            return false;
        }
        armed = false;
        remaining = creditBytes;
        return true;
    }
}

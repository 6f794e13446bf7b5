package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.SourceLocation;

/**
 * A limit of what a vif sends: so many bytes per period, as the hypercall of 2004 and the backend's message take it.
 *
 * @param creditBytes 1 to 4294967295
 * @param creditPeriodMicros 1 to 4294967295
 * @param location where its entry begins
 */
public record RateSpec(long creditBytes, long creditPeriodMicros, SourceLocation location) {
    /** The largest value of either number: both are unsigned 32-bit integers in the hypercall. */
    public static final long MAX = 0xFFFF_FFFFL;

    /** The largest frame a vif sends, in bytes, Ethernet header included. */
    public static final int LARGEST_FRAME = 1514;
}

package io.nodev.devdomain.controller;

/**
 * A new limit of what the guest of an interface may send.
 *
 * @param domain the guest
 * @param handle the interface's number within the guest
 * @param creditBytes bytes of a period, 0 to 4,294,967,295; 0 closes the interface
 * @param creditPeriodMicros length of a period, 0 to 4,294,967,295; 0 for no limit
 */
public record RateChange(int domain, int handle, long creditBytes, long creditPeriodMicros) {
    private static final long MAX = 0xFFFF_FFFFL;

    /** Checks the ranges of the limit. */
    public RateChange {
        if (creditBytes < 0 || creditBytes > MAX) {
            throw new IllegalArgumentException("a rate has 32 bits: creditBytes=" + creditBytes);
        }
        if (creditPeriodMicros < 0 || creditPeriodMicros > MAX) {
            throw new IllegalArgumentException("a rate has 32 bits: creditPeriodMicros=" + creditPeriodMicros);
        }
    }
}

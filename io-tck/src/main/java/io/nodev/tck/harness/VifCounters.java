package io.nodev.tck.harness;

/**
 * What a machine's architecture itself counts for one vif.
 *
 * @param fromGuest frames that count as sent by the guest
 * @param toGuest frames that count as received by it
 * @param dropped frames that count as lost on their way to it; 0 where there is no such counter
 */
public record VifCounters(long fromGuest, long toGuest, long dropped) {}

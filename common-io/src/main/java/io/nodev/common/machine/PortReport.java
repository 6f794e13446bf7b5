package io.nodev.common.machine;

import java.util.SortedMap;

/**
 * What one port counted, from its guest's point of view, or for a NIC from the wire's: {@code tx} is what was handed to
 * the wire, {@code rx} what passed the receive filter.
 *
 * @param name {@code vif<dom>.<idx>}, or the NIC's name
 * @param txFrames requests answered, rejected ones included
 * @param txStatus those by status code; empty where there is no ring
 * @param drops frames by reason, only reasons that occurred
 */
public record PortReport(
        String name,
        long txFrames,
        long txBytes,
        SortedMap<Integer, Long> txStatus,
        long rxFrames,
        long rxBytes,
        SortedMap<DropReason, Long> drops) {}

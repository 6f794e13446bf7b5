package io.nodev.common.machine;

import java.util.SortedMap;

/**
 * What one VBD counted, from its guest's point of view.
 *
 * @param domain id of the domain it belongs to
 * @param device its number there
 * @param sectors its capacity
 * @param mode what the domain may do
 * @param requests requests answered by status code, rejected ones included; only codes that occurred
 * @param sectorsRead sectors of reads answered as good
 * @param sectorsWritten sectors of writes answered as good
 * @param flushes flushes answered as good
 */
public record VbdReport(
        int domain,
        int device,
        long sectors,
        VbdMode mode,
        SortedMap<Integer, Long> requests,
        long sectorsRead,
        long sectorsWritten,
        long flushes) {}

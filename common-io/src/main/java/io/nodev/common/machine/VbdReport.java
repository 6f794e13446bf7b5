package io.nodev.common.machine;

import io.nodev.common.disk.DeviceNumber;
import java.util.SortedMap;

/**
 * What one VBD counted, from its guest's point of view.
 *
 * @param domain id of the domain it belongs to
 * @param device its number there
 * @param sectors its capacity
 * @param mode what the domain may do
 * @param requests requests answered by status code, rejected ones included; only codes that occurred
 * @param reads reads answered as good
 * @param sectorsRead sectors of those
 * @param writes writes answered as good
 * @param sectorsWritten sectors of those
 * @param flushes flushes answered as good
 */
public record VbdReport(
        int domain,
        int device,
        long sectors,
        VbdMode mode,
        SortedMap<Integer, Long> requests,
        long reads,
        long sectorsRead,
        long writes,
        long sectorsWritten,
        long flushes) {
    /** What reports call it: {@code vbd<dom>.<device>}, as {@code vbd1.hdd}. */
    public String name() {
        return "vbd" + domain + "." + DeviceNumber.name(device);
    }
}

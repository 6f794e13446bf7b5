package io.nodev.legacy.vbd;

import io.nodev.common.disk.DiskCounters;
import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.DiskStats;
import io.nodev.common.stats.Counter;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one VBD counted. Written inside {@link io.nodev.legacy.work.SharedWork}, read by anyone. */
public final class VbdCounters {
    private final Counter[] answered = {new Counter(), new Counter(), new Counter()};
    private final DiskCounters disk = new DiskCounters();

    /** All 0. */
    VbdCounters() {}

    void countGood(DiskOperation operation, int sectors) {
        answered[BlockStatus.GOOD].increment();
        disk.countDone(operation, sectors);
    }

    /** Counts an answer with another status than {@link BlockStatus#GOOD}. */
    void countBad(int status) {
        answered[status].increment();
        disk.countError();
    }

    /** Requests by status, rejected ones included; codes that never occurred are left out. */
    public SortedMap<Integer, Long> answeredByStatus() {
        SortedMap<Integer, Long> byStatus = new TreeMap<>();
        for (int status = 0; status < BlockStatus.COUNT; status++) {
            if (answered[status].get() != 0) {
                byStatus.put(status, answered[status].get());
            }
        }
        return byStatus;
    }

    /** Requests answered as good, by what they asked for, and as errors all others. */
    public DiskStats disk() {
        return disk;
    }
}

package io.nodev.legacy.vbd;

import io.nodev.common.stats.Counter;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one VBD counted. Written inside {@link io.nodev.legacy.work.SharedWork}, read by anyone. */
public final class VbdCounters {
    private final Counter[] answered = {new Counter(), new Counter(), new Counter()};
    private final Counter sectorsRead = new Counter();
    private final Counter sectorsWritten = new Counter();
    private final Counter flushes = new Counter();

    /** All 0. */
    VbdCounters() {}

    void countAnswered(int status) {
        answered[status].increment();
    }

    /** Counts what a good answer brought about. */
    void countDone(int operation, int sectors) {
        switch (operation) {
            case BlockRingLayout.READ -> sectorsRead.add(sectors);
            case BlockRingLayout.WRITE -> sectorsWritten.add(sectors);
            default -> flushes.increment();
        }
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

    /** Sectors of reads answered as good. */
    public long sectorsRead() {
        return sectorsRead.get();
    }

    /** Sectors of writes answered as good. */
    public long sectorsWritten() {
        return sectorsWritten.get();
    }

    /** Flushes answered as good. */
    public long flushes() {
        return flushes.get();
    }
}

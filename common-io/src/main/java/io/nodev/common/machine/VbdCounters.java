package io.nodev.common.machine;

import io.nodev.common.disk.VbdKey;
import io.nodev.common.stats.Counter;
import java.util.SortedMap;
import java.util.TreeMap;

/** What serves a VBD counts there. One thread at a time counts, anybody reads. */
public final class VbdCounters {
    private final int[] statuses;
    private final Counter[] answered;
    private final Counter sectorsRead = new Counter();
    private final Counter sectorsWritten = new Counter();
    private final Counter flushes = new Counter();

    /**
     * All 0.
     *
     * @param statuses every status that a request can be answered with
     */
    public VbdCounters(int... statuses) {
        this.statuses = statuses.clone();
        this.answered = new Counter[statuses.length];
        for (int i = 0; i < answered.length; i++) {
            answered[i] = new Counter();
        }
    }

    /** Counts an answer; a status that was not said beforehand is counted nowhere. */
    public void countAnswered(int status) {
        int at = place(status);
        if (at >= 0) {
            answered[at].increment();
        }
    }

    private int place(int status) {
        int at = statuses.length - 1;
        while (at >= 0 && statuses[at] != status) {
            at--;
        }
        return at;
    }

    /** Requests answered with a status. */
    public long answered(int status) {
        int at = place(status);
        return at < 0 ? 0 : answered[at].get();
    }

    /** Counts what a good answer to a read brought. */
    public void countRead(int sectors) {
        sectorsRead.add(sectors);
    }

    /** Counts what a good answer to a write brought about. */
    public void countWrite(int sectors) {
        sectorsWritten.add(sectors);
    }

    /** Counts a good answer to a flush. */
    public void countFlush() {
        flushes.increment();
    }

    /** Requests by status, rejected ones included; statuses that never occurred are left out. */
    public SortedMap<Integer, Long> answeredByStatus() {
        SortedMap<Integer, Long> byStatus = new TreeMap<>();
        for (int i = 0; i < statuses.length; i++) {
            if (answered[i].get() != 0) {
                byStatus.put(statuses[i], answered[i].get());
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

    /** All of it, of a VBD of that capacity and mode. */
    public VbdReport report(VbdKey vbd, long sectors, VbdMode mode) {
        return new VbdReport(
                vbd.domain(),
                vbd.device(),
                sectors,
                mode,
                answeredByStatus(),
                sectorsRead(),
                sectorsWritten(),
                flushes());
    }
}

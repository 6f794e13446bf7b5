package io.nodev.common.disk;

import io.nodev.common.stats.Counter;

/** The counters of one disk, real or virtual, written by whoever does its transfers. */
public final class DiskCounters implements DiskStats {
    private final Counter reads = new Counter();
    private final Counter sectorsRead = new Counter();
    private final Counter writes = new Counter();
    private final Counter sectorsWritten = new Counter();
    private final Counter flushes = new Counter();
    private final Counter errors = new Counter();

    /** All counts 0. */
    public DiskCounters() {}

    /** Counts what was done whole. */
    public void countDone(DiskOperation operation, int sectors) {
        switch (operation) {
            case READ -> {
                reads.increment();
                sectorsRead.add(sectors);
            }
            case WRITE -> {
                writes.increment();
                sectorsWritten.add(sectors);
            }
            case FLUSH -> flushes.increment();
        }
    }

    /** Counts what failed or was refused. */
    public void countError() {
        errors.increment();
    }

    @Override
    public long reads() {
        return reads.get();
    }

    @Override
    public long sectorsRead() {
        return sectorsRead.get();
    }

    @Override
    public long writes() {
        return writes.get();
    }

    @Override
    public long sectorsWritten() {
        return sectorsWritten.get();
    }

    @Override
    public long flushes() {
        return flushes.get();
    }

    @Override
    public long errors() {
        return errors.get();
    }
}

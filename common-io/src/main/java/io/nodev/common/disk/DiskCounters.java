package io.nodev.common.disk;

import io.nodev.common.stats.Counter;

/** The counters of one disk, written by whoever does its transfers. */
final class DiskCounters implements DiskStats {
    private final Counter reads = new Counter();
    private final Counter sectorsRead = new Counter();
    private final Counter writes = new Counter();
    private final Counter sectorsWritten = new Counter();
    private final Counter flushes = new Counter();
    private final Counter errors = new Counter();

    /** Counts a transfer that was done whole. */
    void countDone(DiskTransfer transfer) {
        switch (transfer.operation()) {
            case READ -> {
                reads.increment();
                sectorsRead.add(transfer.sectors());
            }
            case WRITE -> {
                writes.increment();
                sectorsWritten.add(transfer.sectors());
            }
            case FLUSH -> flushes.increment();
        }
    }

    /** Counts a transfer that failed. */
    void countError() {
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

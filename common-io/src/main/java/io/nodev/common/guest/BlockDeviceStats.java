package io.nodev.common.guest;

import io.nodev.common.stats.Counter;

/** What a guest counts at one of its block devices. Written by the frontend on the domain's virtual CPU, read by anyone. */
public final class BlockDeviceStats {
    private final Counter reads = new Counter();
    private final Counter sectorsRead = new Counter();
    private final Counter writes = new Counter();
    private final Counter sectorsWritten = new Counter();
    private final Counter flushes = new Counter();
    private final Counter errors = new Counter();
    private final Counter reissued = new Counter();

    /** All counts 0. */
    public BlockDeviceStats() {}

    /** Counts a read that was completed as good. */
    public void countRead(int sectors) {
        reads.increment();
        sectorsRead.add(sectors);
    }

    /** Counts a write that was completed as good. */
    public void countWrite(int sectors) {
        writes.increment();
        sectorsWritten.add(sectors);
    }

    /** Counts a flush that was completed as good. */
    public void countFlush() {
        flushes.increment();
    }

    /** Counts a request that was completed as not good. */
    public void countError() {
        errors.increment();
    }

    /** Counts a request that was put again because its backend was started again. */
    public void countReissued() {
        reissued.increment();
    }

    /** Reads completed as good. */
    public long reads() {
        return reads.get();
    }

    /** Sectors of those. */
    public long sectorsRead() {
        return sectorsRead.get();
    }

    /** Writes completed as good. */
    public long writes() {
        return writes.get();
    }

    /** Sectors of those. */
    public long sectorsWritten() {
        return sectorsWritten.get();
    }

    /** Flushes completed as good. */
    public long flushes() {
        return flushes.get();
    }

    /** Requests completed as not good. */
    public long errors() {
        return errors.get();
    }

    /** Requests put again because what serves the device was started again. */
    public long reissued() {
        return reissued.get();
    }
}

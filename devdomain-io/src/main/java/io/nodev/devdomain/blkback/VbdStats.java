package io.nodev.devdomain.blkback;

import io.nodev.common.stats.Counter;
import io.nodev.devdomain.layout.BlkRingLayout;

/** What a backend counts at one VBD. Read by anyone. */
public final class VbdStats {
    private final Counter okay = new Counter();
    private final Counter errors = new Counter();
    private final Counter sectorsRead = new Counter();
    private final Counter sectorsWritten = new Counter();
    private final Counter flushes = new Counter();

    VbdStats() {}

    void count(int operation, int sectors, boolean good) {
        if (!good) {
            errors.increment();
            return;
        }
        okay.increment();
        if (operation == BlkRingLayout.READ) {
            sectorsRead.add(sectors);
        } else if (operation == BlkRingLayout.WRITE) {
            sectorsWritten.add(sectors);
        } else {
            flushes.increment();
        }
    }

    /** Requests answered as good. */
    public long okay() {
        return okay.get();
    }

    /** Requests refused or failed. */
    public long errors() {
        return errors.get();
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

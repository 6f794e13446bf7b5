package io.nodev.common.driver;

import java.util.concurrent.atomic.AtomicLongArray;

/** The counters of one card. Any thread may count: senders on a wire count what reaches the receiving card. */
public final class NicCounters implements NicStats {
    private static final int FRAMES_OUT = 0;
    private static final int BYTES_OUT = 1;
    private static final int FRAMES_IN = 2;
    private static final int BYTES_IN = 3;
    private static final int FILTERED = 4;
    private static final int FIRST_DROP = 5;

    private final AtomicLongArray counts = new AtomicLongArray(FIRST_DROP + NicDrop.values().length);

    /** All counters at 0. */
    public NicCounters() {}

    /** Counts a frame handed to the wire. */
    public void countOut(int length) {
        counts.getAndIncrement(FRAMES_OUT);
        counts.getAndAdd(BYTES_OUT, length);
    }

    /** Counts a frame that passed the filter. */
    public void countIn(int length) {
        counts.getAndIncrement(FRAMES_IN);
        counts.getAndAdd(BYTES_IN, length);
    }

    /** Counts a frame for somebody else. */
    public void countFiltered() {
        counts.getAndIncrement(FILTERED);
    }

    /** Counts a lost frame. */
    public void countDropped(NicDrop reason) {
        counts.getAndIncrement(FIRST_DROP + reason.ordinal());
    }

    @Override
    public long framesOut() {
        return counts.get(FRAMES_OUT);
    }

    @Override
    public long bytesOut() {
        return counts.get(BYTES_OUT);
    }

    @Override
    public long framesIn() {
        return counts.get(FRAMES_IN);
    }

    @Override
    public long bytesIn() {
        return counts.get(BYTES_IN);
    }

    @Override
    public long filtered() {
        return counts.get(FILTERED);
    }

    @Override
    public long dropped(NicDrop reason) {
        return counts.get(FIRST_DROP + reason.ordinal());
    }
}

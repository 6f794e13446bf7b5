package io.nodev.legacy.vif;

import io.nodev.common.machine.DropReason;
import io.nodev.common.stats.Counter;
import io.nodev.legacy.work.SharedWork;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lost frames by reason. Written inside {@link SharedWork} only, read by anyone. */
public final class DropCounters {
    private static final DropReason[] REASONS = DropReason.values();

    private final Counter[] drops = new Counter[REASONS.length];

    /** All 0. */
    DropCounters() {
        for (int i = 0; i < drops.length; i++) {
            drops[i] = new Counter();
        }
    }

    void count(DropReason reason) {
        drops[reason.ordinal()].increment();
    }

    /** Frames lost for this reason. */
    public long of(DropReason reason) {
        return drops[reason.ordinal()].get();
    }

    /** Frames lost by reason; reasons that never occurred are left out. */
    public SortedMap<DropReason, Long> byReason() {
        SortedMap<DropReason, Long> byReason = new TreeMap<>();
        for (DropReason reason : REASONS) {
            if (of(reason) != 0) {
                byReason.put(reason, of(reason));
            }
        }
        return byReason;
    }
}

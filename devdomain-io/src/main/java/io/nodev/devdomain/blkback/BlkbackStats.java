package io.nodev.devdomain.blkback;

import io.nodev.common.stats.Counter;
import java.util.EnumMap;
import java.util.Map;

/** What a backend counts at one interface. Read by anyone. */
public final class BlkbackStats {
    private final Map<BlockViolation, Counter> violations = new EnumMap<>(BlockViolation.class);

    BlkbackStats() {
        for (BlockViolation kind : BlockViolation.values()) {
            violations.put(kind, new Counter());
        }
    }

    void count(BlockViolation kind) {
        violations.get(kind).increment();
    }

    /** How often the frontend did something wrong of this kind. */
    public long violations(BlockViolation kind) {
        return violations.get(kind).get();
    }
}

package io.nodev.devdomain.netback;

import io.nodev.common.machine.DropReason;
import io.nodev.common.stats.Counter;
import java.util.EnumMap;
import java.util.Map;

/** What a backend counts at one interface, besides what its bridge port counts. Read by anyone. */
public final class NetbackStats {
    private final Map<ProtocolViolation, Counter> violations = new EnumMap<>(ProtocolViolation.class);
    private final Map<DropReason, Counter> drops = new EnumMap<>(DropReason.class);

    NetbackStats() {
        for (ProtocolViolation kind : ProtocolViolation.values()) {
            violations.put(kind, new Counter());
        }
        for (DropReason reason : DropReason.values()) {
            drops.put(reason, new Counter());
        }
    }

    void count(ProtocolViolation kind) {
        violations.get(kind).increment();
    }

    void count(DropReason reason) {
        drops.get(reason).increment();
    }

    /** How often the frontend did something wrong of this kind. */
    public long violations(ProtocolViolation kind) {
        return violations.get(kind).get();
    }

    /** Frames dropped here for this reason. */
    public long drops(DropReason reason) {
        return drops.get(reason).get();
    }
}

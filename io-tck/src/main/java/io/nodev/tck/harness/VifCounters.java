package io.nodev.tck.harness;

import io.nodev.common.machine.DropReason;
import java.util.Map;

/**
 * What a machine counted for one vif, in its own way.
 *
 * @param fromGuest frames that count as sent by the guest
 * @param toGuest frames that count as received by it
 * @param drops frames by reason, only reasons that occurred
 */
public record VifCounters(long fromGuest, long toGuest, Map<DropReason, Long> drops) {
    /** Frames lost for a reason. */
    public long dropped(DropReason reason) {
        return drops.getOrDefault(reason, 0L);
    }
}

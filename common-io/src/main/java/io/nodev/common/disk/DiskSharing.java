package io.nodev.common.disk;

import java.util.List;
import java.util.Optional;

/**
 * Whether sectors may be handed out beside those who use them already. Pure: the same for a description that is checked and for
 * a machine that runs.
 */
public final class DiskSharing {
    private DiskSharing() {}

    /**
     * The clash of the highest level; the first of several. Readers beside readers clash, too, at level 0.
     *
     * @return empty if nobody uses any of the sectors, as far as the policy looks
     */
    public static Optional<SharingClash> worst(List<DiskUse> existing, DiskUse wanted, SharingPolicy policy) {
        SharingClash worst = null;
        for (DiskUse use : existing) {
            if (meet(use, wanted.extent(), policy)) {
                SharingClash clash = new SharingClash(use, wanted);
                worst = worst == null || clash.level() > worst.level() ? clash : worst;
            }
        }
        return Optional.ofNullable(worst);
    }

    /** The clash for which the policy refuses a use; empty if it allows it. */
    public static Optional<SharingClash> refusal(List<DiskUse> existing, DiskUse wanted, SharingPolicy policy) {
        return worst(existing, wanted, policy).filter(clash -> clash.level() > policy.level());
    }

    private static boolean meet(DiskUse use, Extent wanted, SharingPolicy policy) {
        if (wanted.sectors() == 0 || use.extent().sectors() == 0) {
            return false;
        }
        if (use.holds(wanted.device(), wanted.start()) || use.holds(wanted.device(), wanted.end() - 1)) {
            return true;
        }
        boolean isInside = use.extent().start() > wanted.start() && use.extent().end() < wanted.end();
        return policy.containment() && use.extent().device() == wanted.device() && isInside;
    }
}

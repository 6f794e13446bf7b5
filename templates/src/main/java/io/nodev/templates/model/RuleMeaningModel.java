package io.nodev.templates.model;

import java.util.List;

/**
 * What rules and rates of a legacy machine mean.
 *
 * @param origin where that is described, as {@code machine.yaml:30}
 * @param preset {@code AS_BUILT} or {@code AS_DOCUMENTED}
 * @param flips the quirks that differ from the preset
 * @param addresses the addresses that vifs may send from; empty if a vif may send from any
 */
public record RuleMeaningModel(String origin, String preset, List<QuirkModel> flips, List<OwnAddressModel> addresses) {
    /** Copies the lists. */
    public RuleMeaningModel {
        flips = List.copyOf(flips);
        addresses = List.copyOf(addresses);
    }

    /** Whether some quirk differs from the preset. */
    public boolean flipped() {
        return !flips.isEmpty();
    }

    /** Whether vifs may send from their own addresses only. */
    public boolean strict() {
        return !addresses.isEmpty();
    }

    /**
     * A quirk that differs from its preset.
     *
     * @param constant its constant, as {@code OLDEST_SPECIAL_WINS}
     * @param on what it is
     */
    public record QuirkModel(String constant, boolean on) {}

    /**
     * An address that a vif may send from.
     *
     * @param origin where it is described
     * @param domain the vif's domain
     * @param index the vif's index
     * @param address a dotted quad
     */
    public record OwnAddressModel(String origin, int domain, int index, String address) {}
}

package io.nodev.devdomain;

import io.nodev.devdomain.nft.ruleset.NftRuleset;
import io.nodev.hypervisor.domain.DomainConfig;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What is to be booted.
 *
 * @param domains as described, by id
 * @param sized their configurations with memory for drivers, by id
 * @param owners the names of a device domain's NICs, by its id
 * @param disks the names of a device domain's disks, by its id
 * @param firewall the ruleset in force in every device domain from its first frame on
 */
record MachinePlan(
        SortedMap<Integer, DomainPlan> domains,
        SortedMap<Integer, DomainConfig> sized,
        Map<Integer, List<String>> owners,
        Map<Integer, List<String>> disks,
        NftRuleset firewall) {
    /** The names of a device domain's disks. */
    List<String> disksOf(int domain) {
        return disks.getOrDefault(domain, List.of());
    }
}

package io.nodev.templates.model;

import java.util.List;

/**
 * The assembly of a machine with its devices inside the hypervisor.
 *
 * @param unit package, name and imports of the class
 * @param cards the NICs
 * @param disks the disks
 * @param domains the domains by ascending id
 * @param rules simple names of the classes that hold the rule writes, in order
 * @param meaning what rules and rates mean
 * @param hypercalls simple name of the class that makes the hypercall table
 * @param classifier simple name of the generated classifier
 */
public record LegacyMachineModel(
        GeneratedClassModel unit,
        List<CardModel> cards,
        List<DiskModel> disks,
        List<DomainModel> domains,
        List<String> rules,
        RuleMeaningModel meaning,
        String hypercalls,
        String classifier) {
    /** Copies the lists. */
    public LegacyMachineModel {
        cards = List.copyOf(cards);
        disks = List.copyOf(disks);
        domains = List.copyOf(domains);
        rules = List.copyOf(rules);
    }
}

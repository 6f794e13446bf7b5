package io.nodev.plugin.generate;

import io.nodev.common.classifier.Endpoint;
import io.nodev.plugin.spec.DomainSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RuleLine;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;

/**
 * What domain 0 writes before any guest runs.
 *
 * @param writes first written first
 */
record RuleScript(List<RuleLine> writes) {
    /** Copies the list. */
    RuleScript {
        writes = List.copyOf(writes);
    }

    /** The rule list that results, newest first: for each rule the write that added it. */
    List<RuleLine> newestFirst() {
        LinkedList<RuleLine> rules = new LinkedList<>();
        for (RuleLine write : writes) {
            switch (write.operation().command()) {
                case ADD -> rules.addFirst(write);
                case DELETE -> deleteFrom(rules, write);
                case PRINT -> {
                    // Shows the list and leaves it as it is.
                }
            }
        }
        return rules;
    }

    private static void deleteFrom(LinkedList<RuleLine> rules, RuleLine write) {
        rules.stream()
                .filter(rule -> rule.operation().rule().equals(write.operation().rule()))
                .findFirst()
                .ifPresent(rules::removeFirstOccurrence);
    }

    /** {@code vfr.rules:12}, or {@code machine.yaml:14, standard} for a standard rule. */
    static String origin(RuleLine write, MachineSpec machine) {
        boolean standard = write.location().file().equals(machine.location().file());
        return Origin.of(write.location()) + (standard ? ", standard" : "");
    }

    /** Every vif of a machine, as an {@link Endpoint}. */
    static Set<Integer> vifsOf(MachineSpec machine) {
        Set<Integer> vifs = new HashSet<>();
        for (DomainSpec domain : machine.domains()) {
            domain.vifs().forEach(vif -> vifs.add(Endpoint.vif(domain.id(), vif.index())));
        }
        return vifs;
    }
}

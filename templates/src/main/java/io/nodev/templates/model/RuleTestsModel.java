package io.nodev.templates.model;

import java.util.List;

/**
 * A test of each rule.
 *
 * @param unit package, name and imports of the class
 * @param machineType simple name of the assembly
 * @param classifier the expression that makes the generated classifier, after {@code new}
 * @param macOctet fourth octet of the first NIC's address
 * @param domains ids of all domains
 * @param rules the rules
 */
public record RuleTestsModel(
        GeneratedClassModel unit,
        String machineType,
        String classifier,
        int macOctet,
        List<Integer> domains,
        List<RuleTestModel> rules) {
    /** Copies the lists. */
    public RuleTestsModel {
        domains = List.copyOf(domains);
        rules = List.copyOf(rules);
    }

    /**
     * A test of one rule.
     *
     * @param origin where the rule comes from
     * @param method the test's name
     * @param packet the packet and where it goes, in words
     * @param source the expression of where it comes from
     * @param kind the packet's protocol
     * @param from its source address and port, with a colon between
     * @param to its destination address and port, with a colon between
     * @param destination the expression of where it goes
     */
    public record RuleTestModel(
            String origin,
            String method,
            String packet,
            String source,
            String kind,
            String from,
            String to,
            String destination) {}
}

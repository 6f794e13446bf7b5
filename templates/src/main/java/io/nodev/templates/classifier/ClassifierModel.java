package io.nodev.templates.classifier;

import io.nodev.common.classifier.Endpoint;
import java.util.List;
import java.util.Set;

/**
 * Everything a generated classifier depends on.
 *
 * @param type the class to write
 * @param description the machine description, relative to its project, with forward slashes
 * @param semantics how the rules decide
 * @param rules the rules as the list has them, newest first
 * @param vifs the vifs that exist, as {@link Endpoint} numbers
 */
public record ClassifierModel(
        GeneratedType type,
        String description,
        ClassifierSemantics semantics,
        List<RuleModel> rules,
        Set<Integer> vifs) {
    /**
     * @throws IllegalArgumentException if one of {@code vifs} is no vif
     */
    public ClassifierModel {
        rules = List.copyOf(rules);
        vifs = Set.copyOf(vifs);
        for (int vif : vifs) {
            if (!Endpoint.isVif(vif)) {
                throw new IllegalArgumentException("only vifs can exist: endpoint=" + Endpoint.toString(vif));
            }
        }
    }

    /**
     * Whether the generated class takes {@link io.nodev.common.classifier.RuleCounters} in its constructor: some rule
     * counts and can match. Otherwise the constructor has no parameter.
     */
    public boolean needsCounters() {
        return RuleLowering.steps(this).stream().anyMatch(step -> step.verb() == Step.Verb.COUNT);
    }
}

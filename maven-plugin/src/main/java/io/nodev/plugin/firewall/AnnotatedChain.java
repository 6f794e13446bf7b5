package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.BaseChain;
import io.nodev.devdomain.nft.ruleset.Chain;
import io.nodev.devdomain.nft.ruleset.Hook;
import java.util.List;
import java.util.Optional;

/**
 * A chain whose rules say where they come from.
 *
 * @param name its name
 * @param base the hook it is asked at; empty for a chain that others go to
 * @param rules its rules, the first one first
 */
record AnnotatedChain(String name, Optional<BaseChain> base, List<AnnotatedRule> rules) {
    AnnotatedChain {
        rules = List.copyOf(rules);
    }

    /** A chain of a hook, with policy drop. */
    static AnnotatedChain at(Hook hook, List<AnnotatedRule> rules) {
        return at(hook, true, rules);
    }

    /** A chain of a hook that others come after, with policy accept. */
    static AnnotatedChain before(Hook hook, List<AnnotatedRule> rules) {
        return at(hook, false, rules);
    }

    private static AnnotatedChain at(Hook hook, boolean drops, List<AnnotatedRule> rules) {
        return new AnnotatedChain(hook.toString(), Optional.of(new BaseChain(hook, List.of(), 0, drops)), rules);
    }

    /** A chain that others go to. */
    static AnnotatedChain of(String name, List<AnnotatedRule> rules) {
        return new AnnotatedChain(name, Optional.empty(), rules);
    }

    Chain chain() {
        return new Chain(
                name,
                base,
                Optional.empty(),
                rules.stream().map(AnnotatedRule::rule).toList());
    }
}

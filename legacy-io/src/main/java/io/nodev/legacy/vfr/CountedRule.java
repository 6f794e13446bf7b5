package io.nodev.legacy.vfr;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A rule in its place in a list, with what it has counted since it was added.
 *
 * @param rule the rule
 * @param matches how often it matched; moves only for COUNT as documented
 */
record CountedRule(VfrRule rule, AtomicLong matches) {
    static CountedRule of(VfrRule rule) {
        return new CountedRule(rule, new AtomicLong());
    }

    /** Whether a match is counted and the next rule tried. */
    boolean onlyCounts(VfrSemantics semantics) {
        return semantics.isDocumented() && rule.action() == VfrAction.COUNT.code();
    }
}

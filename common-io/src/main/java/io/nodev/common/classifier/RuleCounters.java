package io.nodev.common.classifier;

/**
 * Where a classifier tells that a COUNT rule matched. It is called on the data path, by several threads at once, and
 * must neither allocate, lock nor throw.
 */
@FunctionalInterface
public interface RuleCounters {
    /** Forgets every count; for rule lists in which nothing counts. */
    RuleCounters NONE = rule -> {};

    /**
     * Counts one packet.
     *
     * @param rule the rule's place in the rule list the classifier was made for, the newest rule being 0
     */
    void count(int rule);
}

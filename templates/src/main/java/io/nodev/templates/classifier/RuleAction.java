package io.nodev.templates.classifier;

/** What a rule does with a packet that matches. */
public enum RuleAction {
    /** Sends it to the rule's destination. */
    ACCEPT,
    /** Counts it and goes on, where counting was built; otherwise the same as {@link #ACCEPT}. */
    COUNT
}

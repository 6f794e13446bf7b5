package io.nodev.plugin.generate;

import io.nodev.legacy.vfr.VfrRule;

/**
 * A rule of the list that the writes leave behind.
 *
 * @param write what added it
 * @param rule the rule
 */
record ListedRule(RuleWrite write, VfrRule rule) {}

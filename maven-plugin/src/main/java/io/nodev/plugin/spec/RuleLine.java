package io.nodev.plugin.spec;

import io.nodev.legacy.vfr.VfrOperation;
import io.nodev.plugin.diagnostic.SourceLocation;

/**
 * One write to the virtual firewall/router.
 *
 * @param text the line, without its end
 * @param operation what the line does under the machine's semantics
 * @param location where it is in the rules file; for a standard rule, where its address is in the description
 */
public record RuleLine(String text, VfrOperation operation, SourceLocation location) {}

package io.nodev.plugin.generate;

import io.nodev.plugin.diagnostic.SourceLocation;

/**
 * One write to {@code /proc/xen/vfr}.
 *
 * @param location where it comes from: its line of the rules file, or the address whose standard rule it is
 * @param text the text, without a newline at its end
 * @param standard whether it is a standard rule
 */
record RuleWrite(SourceLocation location, String text, boolean standard) {
    /** {@code vfr.rules:12}, or {@code machine.yaml:14, standard}. */
    String origin() {
        return Origin.of(location) + (standard ? ", standard" : "");
    }
}

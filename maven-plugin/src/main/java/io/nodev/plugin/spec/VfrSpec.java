package io.nodev.plugin.spec;

import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.Optional;

/**
 * What the virtual firewall/router is told, in either build.
 *
 * @param semantics how rules are read and matched, with every quirk switch of the machine: the preset, or what {@code quirks} says
 * @param standardRules whether the rules of 2004's tools for every address of every vif come first; they do unless told
 * @param rules the rules file, if one is named or the default one exists
 * @param location where its entry begins; where the description begins if it has none
 */
public record VfrSpec(
        VfrSemantics semantics, boolean standardRules, Optional<FileSpec> rules, SourceLocation location) {
    /** The rules file that is used if it exists and no other is named. */
    public static final String DEFAULT_RULES = "vfr.rules";
}

package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Every quirk switch of a machine.
 *
 * @param on the quirks that are on, in their order
 * @param location where the switches begin; where the description begins if it has none
 */
public record QuirksSpec(Set<Quirk> on, SourceLocation location) {
    /** Keeps a copy of {@code on}. */
    public QuirksSpec {
        Set<Quirk> copy = EnumSet.noneOf(Quirk.class);
        copy.addAll(on);
        on = Collections.unmodifiableSet(copy);
    }

    /** The preset of {@code semantics} with single switches flipped. */
    public static QuirksSpec of(VfrSemantics semantics, Map<Quirk, Boolean> flips, SourceLocation location) {
        Map<Quirk, Boolean> values = new EnumMap<>(Quirk.class);
        for (Quirk quirk : Quirk.values()) {
            values.put(quirk, semantics == VfrSemantics.AS_BUILT);
        }
        values.putAll(flips);
        values.values().removeIf(value -> !value);
        return new QuirksSpec(values.keySet(), location);
    }

    /** Whether {@code quirk} is on. */
    public boolean has(Quirk quirk) {
        return on.contains(quirk);
    }
}

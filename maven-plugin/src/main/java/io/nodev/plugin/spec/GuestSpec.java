package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.SourceLocation;

/** What runs in a domain. */
public sealed interface GuestSpec {
    /** Where it is named, or where its domain's entry begins if it is not named. */
    SourceLocation location();

    /**
     * A guest that comes with the runtime.
     *
     * @param guest which one
     * @param location where it is named
     */
    record BuiltIn(BuiltinGuest guest, SourceLocation location) implements GuestSpec {}

    /**
     * A guest of the user's.
     *
     * @param className its canonical class name, in a named package
     * @param location where it is named
     */
    record OfClass(String className, SourceLocation location) implements GuestSpec {}
}

package io.nodev.plugin.generate;

import io.nodev.plugin.diagnostic.SourceLocation;

/** How generated code names the line it comes from. */
final class Origin {
    private Origin() {}

    /** {@code machine.yaml:14}. */
    static String of(SourceLocation location) {
        return location.file() + ":" + location.line();
    }
}

package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.SourceLocation;
import java.nio.file.Path;

/**
 * A file the description names.
 *
 * @param path relative to the description, with {@code /} between names
 * @param location where it is named; where the description begins if it is a default
 */
public record FileSpec(String path, SourceLocation location) {
    /** The file, given the description's directory. */
    public Path in(Path directory) {
        return directory.resolve(path).normalize();
    }

    /** The path without {@code .} and superfluous {@code ..}, with {@code /} between names. */
    String normalized() {
        return Path.of(path).normalize().toString().replace('\\', '/');
    }
}

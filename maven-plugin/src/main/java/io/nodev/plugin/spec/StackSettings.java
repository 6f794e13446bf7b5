package io.nodev.plugin.spec;

import java.util.Optional;

/**
 * Everything that has a say in the choice of the stack, as Maven knows it. A value that is not set is empty; one that is
 * set to nothing is the empty text.
 *
 * @param flag {@code nodev} among the user and system properties: the command line, {@code .mvn/maven.config}
 * @param environment the environment variable {@code nodev}
 * @param projectFlag {@code nodev} among the POM's properties, where it does nothing by itself
 * @param stack the effective {@code nodev.stack}, which names the dependency
 * @param pinned {@code nodev.pinned} among the POM's properties
 */
public record StackSettings(
        Optional<String> flag,
        Optional<String> environment,
        Optional<String> projectFlag,
        Optional<String> stack,
        Optional<String> pinned) {}

package io.nodev.plugin.generate;

import java.nio.file.Path;

/**
 * A file as a build shall have it.
 *
 * @param path absolute
 * @param bytes its content; not to be changed
 */
record GeneratedOutput(Path path, byte[] bytes) {}

package io.nodev.templates;

/**
 * Where generated files go; the only way out of this module. An implementation encodes texts in UTF-8 and leaves a file
 * alone that already holds the same bytes, so that nothing is compiled again without a reason.
 */
@FunctionalInterface
public interface GeneratedFiles {
    /**
     * Takes one file.
     *
     * @throws IllegalStateException if a file of that path, or one that differs from it only in case, was already taken
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    void put(GeneratedFile file);
}

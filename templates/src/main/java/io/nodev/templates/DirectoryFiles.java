package io.nodev.templates;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Writes generated files below a directory, in UTF-8, and only those whose bytes are not there already. Not safe for use
 * by several threads.
 */
public final class DirectoryFiles implements GeneratedFiles {
    private final Path root;
    private final InMemoryFiles taken = new InMemoryFiles();
    private final SortedSet<String> written = new TreeSet<>();

    /** Writes below {@code root}, which is created with the first file. */
    public DirectoryFiles(Path root) {
        this.root = root;
    }

    @Override
    public void put(GeneratedFile file) {
        taken.put(file);
        Path target = root.resolve(file.path());
        byte[] bytes = file.text().getBytes(UTF_8);
        try {
            if (!Files.isRegularFile(target) || !Arrays.equals(Files.readAllBytes(target), bytes)) {
                Files.createDirectories(target.getParent());
                Files.write(target, bytes);
                written.add(file.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a generated file: path=" + target, e);
        }
    }

    /** The paths of all files taken, written or not, relative to the root. */
    public SortedSet<String> paths() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(taken.texts().keySet()));
    }

    /** The paths of the files whose bytes were not there already. */
    public SortedSet<String> written() {
        return Collections.unmodifiableSortedSet(written);
    }
}

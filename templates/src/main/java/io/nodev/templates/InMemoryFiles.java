package io.nodev.templates;

import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps generated files as texts, sorted by path. Not safe for use by several threads. */
public final class InMemoryFiles implements GeneratedFiles {
    private final SortedMap<String, String> texts = new TreeMap<>();
    private final Set<String> taken = new HashSet<>();

    @Override
    public void put(GeneratedFile file) {
        if (!taken.add(file.path().toLowerCase(Locale.ROOT))) {
            throw new IllegalStateException("two files for one path, letter case aside: path=" + file.path());
        }
        texts.put(file.path(), file.text());
    }

    /** A view of the texts by path. */
    public SortedMap<String, String> texts() {
        return Collections.unmodifiableSortedMap(texts);
    }
}

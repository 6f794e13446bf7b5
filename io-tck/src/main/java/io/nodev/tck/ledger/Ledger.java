package io.nodev.tck.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Entries in their order. Safe from any thread. */
public final class Ledger {
    private static final String HEADER = "rule\ttest\tscheduler\toutcome\tobserved";

    private final SortedSet<LedgerEntry> entries = new TreeSet<>();

    /** An empty ledger. */
    public Ledger() {}

    /** A ledger with these entries. */
    public static Ledger of(Collection<LedgerEntry> entries) {
        Ledger ledger = new Ledger();
        entries.forEach(ledger::add);
        return ledger;
    }

    /** Adds one. */
    public synchronized void add(LedgerEntry entry) {
        entries.add(entry);
    }

    /** All of them, in order. */
    public synchronized List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    /** The text of the file: a header, then a line for each. */
    public String text() {
        return entries().stream().map(LedgerEntry::line).collect(Collectors.joining("\n", HEADER + "\n", "\n"));
    }

    /** Writes the file, and the folders above it. */
    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger cannot be written: file=" + file, e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is no ledger
     */
    public static Ledger read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger cannot be read: file=" + file, e);
        }
    }

    /** Reads what {@link #text} writes. */
    public static Ledger parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException("a ledger starts with its header: lines=" + lines.size());
        }
        return of(lines.stream()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .map(LedgerEntry::parse)
                .toList());
    }
}

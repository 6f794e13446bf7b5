package io.nodev.plugin.diagnostic;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A place in one of the user's files.
 *
 * @param file the name shown to the user, relative to the machine description's directory, with {@code /} separators;
 *     goals print it {@link #below} that
 * @param line counted from 1
 * @param column counted from 1, in Unicode code points
 */
public record SourceLocation(String file, int line, int column) implements Comparable<SourceLocation> {
    /** What no description names: it is named from the project's directory on already. */
    public static final String PROJECT_FILE = "pom.xml";

    private static final Comparator<SourceLocation> ORDER = Comparator.comparing(SourceLocation::file)
            .thenComparingInt(SourceLocation::line)
            .thenComparingInt(SourceLocation::column);

    /**
     * @throws IllegalArgumentException if the line or the column is below 1
     */
    public SourceLocation {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("lines and columns count from 1: line=" + line + " column=" + column);
        }
    }

    /** Orders by file name, then line, then column. */
    @Override
    public int compareTo(SourceLocation other) {
        return ORDER.compare(this, other);
    }

    /**
     * The same place, its file named from the project's directory on.
     *
     * @param directory the description's directory, as the project's files are named
     */
    public SourceLocation below(String directory) {
        return file.equals(PROJECT_FILE)
                ? this
                : new SourceLocation(
                        Path.of(directory, file).normalize().toString().replace('\\', '/'), line, column);
    }

    /** The form editors and build servers link to: {@code machine.yaml:6:11}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}

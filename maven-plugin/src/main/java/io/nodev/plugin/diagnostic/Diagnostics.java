package io.nodev.plugin.diagnostic;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Collects the problems of one build's descriptions, so that the user sees all of them at once. A problem reported twice
 * counts once. Not thread-safe.
 */
public final class Diagnostics {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern CONTROL_BUT_TAB =
            Pattern.compile("[\\p{Cntrl}&&[^\t]]", Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, SourceText> sources = new HashMap<>();
    private final Set<Diagnostic> reported = new LinkedHashSet<>();

    /** A collection without problems. */
    public Diagnostics() {}

    /** Makes the lines of {@code source} available to every problem located in a file of that name. */
    public void add(SourceText source) {
        sources.put(source.file(), source);
    }

    /**
     * Reports a problem that fails the build.
     *
     * @param detail what is wrong and what was expected; control characters are printed as escapes
     * @param fix what to do about it; control characters are printed as escapes
     */
    public void error(SourceLocation location, ProblemCode code, String detail, String fix) {
        reported.add(new Diagnostic(
                location, Severity.ERROR, code, printable(detail), printable(fix), sourceLine(location)));
    }

    /**
     * Reports a problem that does not fail the build.
     *
     * @param detail what is wrong and what was expected; control characters are printed as escapes
     * @param fix what to do about it; control characters are printed as escapes
     */
    public void warning(SourceLocation location, ProblemCode code, String detail, String fix) {
        reported.add(new Diagnostic(
                location, Severity.WARNING, code, printable(detail), printable(fix), sourceLine(location)));
    }

    private String sourceLine(SourceLocation location) {
        SourceText source = sources.get(location.file());
        return source == null
                ? ""
                : source.line(location.line()).map(Diagnostics::printableLine).orElse("");
    }

    /** The text with its control characters written as escapes, so that nothing a user's file holds can break a line. */
    private static String printable(String text) {
        return CONTROL.matcher(text)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }

    /** The line with its control characters replaced one for one; tabs stay, for the caret's sake. */
    private static String printableLine(String line) {
        return CONTROL_BUT_TAB.matcher(line).replaceAll("\uFFFD");
    }

    /** Every problem so far, sorted by position. */
    public List<Diagnostic> sorted() {
        return reported.stream().sorted().toList();
    }

    /** How many of the problems have this severity. */
    public int count(Severity severity) {
        return (int) reported.stream()
                .filter(diagnostic -> diagnostic.severity() == severity)
                .count();
    }

    /** Whether any problem fails the build. */
    public boolean hasErrors() {
        return count(Severity.ERROR) > 0;
    }

    /** Everything as it is printed, sorted by position, each problem ending in a line end; empty if there is none. */
    public String render() {
        return sorted().stream().map(diagnostic -> diagnostic.render() + "\n").collect(Collectors.joining());
    }

    /**
     * Ends the reading if anything is wrong.
     *
     * @throws SpecException with every problem so far, warnings included, if any of them is an error
     */
    public void throwIfErrors() throws SpecException {
        if (hasErrors()) {
            throw new SpecException(sorted());
        }
    }
}

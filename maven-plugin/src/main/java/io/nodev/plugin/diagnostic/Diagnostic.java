package io.nodev.plugin.diagnostic;

import java.util.Comparator;

/**
 * One problem of one of the user's files.
 *
 * @param location where it is
 * @param severity whether it fails the build
 * @param code its fixed code
 * @param detail what is wrong and what was expected; one line
 * @param fix what to do about it; one line
 * @param sourceLine the line it is on, or the empty string if the file has no such line
 */
public record Diagnostic(
        SourceLocation location, Severity severity, ProblemCode code, String detail, String fix, String sourceLine)
        implements Comparable<Diagnostic> {
    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(Diagnostic::location)
            .thenComparing(Diagnostic::severity)
            .thenComparing(Diagnostic::code)
            .thenComparing(Diagnostic::detail);

    /**
     * @throws IllegalArgumentException if the detail or the fix is blank or has more than one line
     */
    public Diagnostic {
        requireOneLine("detail", detail);
        requireOneLine("fix", fix);
    }

    private static void requireOneLine(String what, String text) {
        if (text.isBlank() || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a problem is told in one line: " + what + "=" + text);
        }
    }

    /** Orders by position; at one position errors come first. */
    @Override
    public int compareTo(Diagnostic other) {
        return ORDER.compare(this, other);
    }

    /** The same problem, its file named from the project's directory on; see {@link SourceLocation#below}. */
    public Diagnostic below(String directory) {
        return new Diagnostic(location.below(directory), severity, code, detail, fix, sourceLine);
    }

    /** The first line of what is printed, as {@code machine.yaml:6:11: error ND-V004: 'vifs' must be a list, not a map}. */
    public String headline() {
        return location + ": " + severity.word() + " " + code.id() + ": " + detail;
    }

    /** What is printed: the headline, the source line, a caret under the place, and the fix. No line end at the end. */
    public String render() {
        String fixLine = "fix: " + fix;
        if (sourceLine.isBlank()) {
            return headline() + "\n" + fixLine;
        }
        return headline() + "\n" + sourceLine + "\n" + caretLine() + "\n" + fixLine;
    }

    private String caretLine() {
        StringBuilder line = new StringBuilder();
        sourceLine
                .codePoints()
                .limit(location.column() - 1L)
                .forEach(codePoint -> line.append(codePoint == '\t' ? '\t' : ' '));
        return line.append('^').toString();
    }
}

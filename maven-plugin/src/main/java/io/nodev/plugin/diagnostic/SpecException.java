package io.nodev.plugin.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** The user's files cannot be built from. Carries every problem found, so that all can be fixed in one go. */
public final class SpecException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /**
     * @param diagnostics every problem found, sorted by position, warnings included
     */
    public SpecException(List<Diagnostic> diagnostics) {
        super(message(diagnostics));
        this.diagnostics = List.copyOf(diagnostics);
    }

    private static String message(List<Diagnostic> diagnostics) {
        long errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .count();
        String lines = diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
        return lines + "\n" + errors + (errors == 1 ? " error" : " errors");
    }

    /** The same, with files named from the project's directory on; see {@link SourceLocation#below}. */
    public SpecException below(String directory) {
        return new SpecException(
                diagnostics.stream().map(each -> each.below(directory)).toList());
    }

    /** Every problem found, sorted by position, warnings included. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}

package io.nodev.plugin.diagnostic;

import java.util.LinkedHashMap;
import java.util.Map;

/** Problems as JSON, for programs; the words are those of the printed form. */
public final class JsonReport {
    /** The version of the format, raised when a reader of the older one would go wrong. */
    public static final int FORMAT = 1;

    private JsonReport() {}

    /**
     * The report: {@code format}, {@code errors} and {@code warnings} as counts, and {@code problems} in the order of the
     * printed form, each with {@code file}, {@code line}, {@code column}, {@code severity}, {@code code}, {@code title},
     * {@code detail}, {@code fix} and {@code source}.
     *
     * @param directory the description's directory, as files are to be named
     */
    public static String render(Diagnostics diagnostics, String directory) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("format", FORMAT);
        report.put("errors", diagnostics.count(Severity.ERROR));
        report.put("warnings", diagnostics.count(Severity.WARNING));
        report.put(
                "problems",
                diagnostics.sorted().stream()
                        .map(each -> problem(each.below(directory)))
                        .toList());
        return JsonText.of(report);
    }

    private static Map<String, Object> problem(Diagnostic diagnostic) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("file", diagnostic.location().file());
        problem.put("line", diagnostic.location().line());
        problem.put("column", diagnostic.location().column());
        problem.put("severity", diagnostic.severity().word());
        problem.put("code", diagnostic.code().id());
        problem.put("title", diagnostic.code().title());
        problem.put("detail", diagnostic.detail());
        problem.put("fix", diagnostic.fix());
        problem.put("source", diagnostic.sourceLine());
        return problem;
    }
}

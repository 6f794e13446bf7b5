package io.nodev.plugin.diagnostic;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Problems as SARIF, for editors and code hosts; the words are those of the printed form.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifReport {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final List<Diagnostic> diagnostics;
    private final List<ProblemCode> codes;
    private final String directory;

    private SarifReport(List<Diagnostic> diagnostics, String directory) {
        this.diagnostics = diagnostics;
        this.codes =
                diagnostics.stream().map(Diagnostic::code).distinct().sorted().toList();
        this.directory = directory;
    }

    /**
     * The log of one run.
     *
     * @param directory the description's directory, relative to the root of the sources, with {@code /} between names;
     *     empty if it is the root
     * @param version the version of the tool
     */
    public static String render(Diagnostics diagnostics, String directory, String version) {
        SarifReport report = new SarifReport(diagnostics.sorted(), directory);
        return JsonText.of(map("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(report.run(version))));
    }

    private Map<String, Object> run(String version) {
        List<Object> rules = codes.stream().map(SarifReport::rule).toList();
        List<Object> results = diagnostics.stream().map(this::result).toList();
        return map(
                "tool",
                map("driver", map("name", "nodev", "semanticVersion", version, "rules", rules)),
                "columnKind",
                "unicodeCodePoints",
                "results",
                results);
    }

    private static Object rule(ProblemCode code) {
        return map(
                "id", code.id(),
                "name", code.name(),
                "shortDescription", map("text", code.title()),
                "fullDescription", map("text", code.explanation()));
    }

    private Object result(Diagnostic diagnostic) {
        return map(
                "ruleId", diagnostic.code().id(),
                "ruleIndex", codes.indexOf(diagnostic.code()),
                "level", diagnostic.severity().word(),
                "message", map("text", diagnostic.detail() + "\nfix: " + diagnostic.fix()),
                "locations", List.of(map("physicalLocation", physicalLocation(diagnostic))));
    }

    private Map<String, Object> physicalLocation(Diagnostic diagnostic) {
        SourceLocation location = diagnostic.location();
        Map<String, Object> region = map("startLine", location.line(), "startColumn", location.column());
        if (!diagnostic.sourceLine().isEmpty()) {
            region.put("snippet", map("text", diagnostic.sourceLine()));
        }
        Map<String, Object> artifact = map("uri", uri(location.below(directory).file()), "uriBaseId", "%SRCROOT%");
        return map("artifactLocation", artifact, "region", region);
    }

    private static String uri(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException("a relative path is a URI: path=" + path, impossible);
        }
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}

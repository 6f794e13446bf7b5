package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.Family;
import io.nodev.devdomain.nft.ruleset.NamedCounter;
import io.nodev.devdomain.nft.ruleset.NamedSet;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.templates.escape.OutputLanguage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The text of a derived ruleset: what its values print, and before each rule the lines it comes from. */
final class FirewallText {
    /** The table's name. */
    static final String TABLE = "nodev";

    private static final int WIDTH = 110;
    private static final String INDENT = "\t\t";

    private final String start;
    private final List<String> parts = new ArrayList<>();
    private final Set<String> used = new HashSet<>();

    /**
     * What the file begins with.
     *
     * @param sentences comments, one a line
     */
    FirewallText(List<String> sentences) {
        String head = sentences.stream().map(FirewallText::comment).collect(Collectors.joining());
        String table = "table " + Family.BRIDGE + " " + TABLE;
        start = head + table + "\ndelete " + table + "\n" + table + " {\n";
    }

    private static String comment(String sentence) {
        return "# " + OutputLanguage.COMMENT.escape(sentence) + "\n";
    }

    /** The counters that rules count with, in the order of the reasons. */
    private String counters() {
        return Arrays.stream(DropCounter.values())
                .filter(counter -> used.contains(counter.id()))
                .map(counter ->
                        new NamedCounter(counter.id(), new Statement.Count(0, 0), Optional.empty()).toString() + "\n")
                .collect(Collectors.joining());
    }

    void add(List<SourceLocation> origins, NamedSet set) {
        parts.add(from("\t", origins) + set);
    }

    void add(AnnotatedChain chain) {
        String base = chain.base().map(hook -> INDENT + hook + "\n").orElse("");
        chain.rules().forEach(rule -> rule.statements().forEach(this::use));
        String rules = chain.rules().stream()
                .map(rule -> from(INDENT, rule.origins()) + INDENT + rule.rule() + "\n")
                .collect(Collectors.joining());
        parts.add("\tchain " + chain.name() + " {\n" + base + rules + "\t}\n");
    }

    private void use(Statement statement) {
        if (statement instanceof Statement.CountNamed counter) {
            used.add(counter.name());
        }
    }

    /** {@code # from machine.yaml:12, 15} and {@code # from vfr.rules:3}, each on as many lines as it takes. */
    private static String from(String indent, List<SourceLocation> origins) {
        SortedSet<String> files =
                origins.stream().map(SourceLocation::file).collect(Collectors.toCollection(TreeSet::new));
        return files.stream()
                .map(file -> from(indent, file, linesOf(file, origins)))
                .collect(Collectors.joining());
    }

    private static SortedSet<Integer> linesOf(String file, List<SourceLocation> origins) {
        return origins.stream()
                .filter(origin -> origin.file().equals(file))
                .map(SourceLocation::line)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String from(String indent, String file, SortedSet<Integer> lines) {
        StringBuilder text = new StringBuilder();
        StringBuilder row = new StringBuilder();
        for (int line : lines) {
            if (row.length() > WIDTH) {
                text.append(indent).append(comment(row.toString()));
                row.setLength(0);
            }
            row.append(row.isEmpty() ? "from " + file + ":" : ", ").append(line);
        }
        return text.append(indent).append(comment(row.toString())).toString();
    }

    /** The whole file. */
    @Override
    public String toString() {
        return start + counters() + String.join("\n", parts) + "}\n";
    }
}

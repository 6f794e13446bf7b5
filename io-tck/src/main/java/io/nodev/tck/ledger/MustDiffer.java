package io.nodev.tck.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules under which the two stacks must not agree, each with the reason. */
public final class MustDiffer {
    private static final String HEADER = "rule\tpolicy\treason\tsource";
    private static final String RESOURCE = "must-differ.tsv";
    private static final int COLUMNS = 4;

    private final List<Row> rows;

    /**
     * One row.
     *
     * @param rule the rule's id
     * @param policy under which they differ
     * @param reason why
     * @param source where that is written
     */
    public record Row(String rule, Policy policy, String reason, String source) {}

    private MustDiffer(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The table that comes with this suite. */
    public static MustDiffer table() {
        try (InputStream in = MustDiffer.class.getResourceAsStream(RESOURCE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the table cannot be read: resource=" + RESOURCE, e);
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException if it is none, or a rule has two rows of one policy
     */
    public static MustDiffer parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException("the table starts with its header: lines=" + lines.size());
        }
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Row row = row(line);
            if (rows.stream().anyMatch(other -> other.rule().equals(row.rule()) && other.policy() == row.policy())) {
                throw new IllegalArgumentException("a rule has one row under a policy: rule=" + row.rule());
            }
            rows.add(row);
        }
        return new MustDiffer(rows);
    }

    private static Row row(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS || columns[2].isBlank() || columns[3].isBlank()) {
            throw new IllegalArgumentException("a row has rule, policy, reason and source: line=" + line);
        }
        return new Row(columns[0], Policy.of(columns[1]), columns[2], columns[3]);
    }

    /** All rows, in the order of the table. */
    public List<Row> rows() {
        return rows;
    }

    /** The row of a rule under a policy. */
    public Optional<Row> row(String rule, Policy policy) {
        return rows.stream()
                .filter(row -> row.rule().equals(rule) && row.policy() == policy)
                .findFirst();
    }

    /** Whether a rule has a row under whatever policy. */
    public boolean names(String rule) {
        return rows.stream().anyMatch(row -> row.rule().equals(rule));
    }
}

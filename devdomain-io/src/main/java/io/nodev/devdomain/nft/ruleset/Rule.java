package io.nodev.devdomain.nft.ruleset;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Statements that are done one after the other, until one ends the rule.
 *
 * @param statements the statements; none if the rule is a comment only
 * @param comment the comment
 */
public record Rule(List<Statement> statements, Optional<String> comment) {
    /** Keeps an unmodifiable copy. */
    public Rule {
        statements = List.copyOf(statements);
        Objects.requireNonNull(comment, "comment");
    }

    /** The rule on one line. */
    @Override
    public String toString() {
        return Stream.concat(
                        statements.stream().map(Statement::toString),
                        comment.stream().map(text -> "comment \"" + text + '"'))
                .collect(Collectors.joining(" "));
    }
}

package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.Rule;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * A rule and where it comes from.
 *
 * @param origins the lines it comes from; none for a rule that every derived firewall has
 * @param statements what it does
 */
record AnnotatedRule(List<SourceLocation> origins, List<Statement> statements) {
    AnnotatedRule {
        origins = List.copyOf(origins);
        statements = List.copyOf(statements);
    }

    /** A rule that comes from no line. */
    static AnnotatedRule of(Statement... statements) {
        return new AnnotatedRule(List.of(), List.of(statements));
    }

    Rule rule() {
        return new Rule(statements, Optional.empty());
    }
}

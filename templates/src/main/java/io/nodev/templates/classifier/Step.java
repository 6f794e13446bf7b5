package io.nodev.templates.classifier;

import io.nodev.common.classifier.Endpoint;
import java.util.Objects;

/**
 * What is left of a rule once the semantics are settled: a test of the source endpoint and the headers, and what
 * follows if both pass.
 *
 * @param rule the rule it came from
 * @param verb what follows
 * @param target for {@link Verb#DECIDE} the answer, an {@link Endpoint}; for {@link Verb#COUNT} the place of the rule in the
 *     model's list
 * @param source the test of the source endpoint
 * @param headers the test of the headers
 * @param skipped for {@link Verb#SKIP} why no packet gets here; otherwise empty
 */
record Step(RuleModel rule, Verb verb, int target, SourceTest source, HeaderMatch headers, String skipped) {
    /** What a step does with a packet that passes. */
    enum Verb {
        /** The target is the answer. */
        DECIDE,
        /** The rule is counted. */
        COUNT,
        /** Nothing: no packet passes. */
        SKIP
    }

    Step {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(skipped, "skipped");
    }

    static Step skip(RuleModel rule, String reason) {
        return new Step(rule, Verb.SKIP, Endpoint.DROP, SourceTest.ANY, rule.headers(), reason);
    }

    /** Whether this is the answer for every packet that gets here, so that no later step is reached. */
    boolean decidesAlways() {
        return verb == Verb.DECIDE && source.equals(SourceTest.ANY) && headers.isAny();
    }
}

package io.nodev.templates.classifier;

import io.nodev.common.classifier.Endpoint;
import io.nodev.templates.escape.OutputLanguage;

/** Rules as a reader of the generated class sees them. */
final class RuleText {
    private static final String MISSING = " (no such vif)";

    private RuleText() {}

    /** Where a step comes from, and that its rule names no vif of this machine if so; safe in a Java comment. */
    static String origin(Step step) {
        return OutputLanguage.COMMENT.escape(step.rule().origin()) + (isMissing(step) ? MISSING : "");
    }

    /** The comment of a step: the rule's origin, the rule, and why it is left out if it is; safe in a Java comment. */
    static String comment(Step step) {
        RuleModel rule = step.rule();
        StringBuilder text = new StringBuilder(OutputLanguage.COMMENT.escape(rule.origin()));
        text.append(step.verb() == Step.Verb.COUNT ? ": count " : ": ")
                .append(rule.source())
                .append(" to ")
                .append(rule.destination())
                .append(isMissing(step) ? MISSING : "");
        appendHeaders(text, rule.headers());
        if (step.verb() == Step.Verb.SKIP) {
            text.append("; left out: ").append(step.skipped());
        }
        return text.toString();
    }

    private static boolean isMissing(Step step) {
        return step.verb() == Step.Verb.DECIDE
                && !step.rule().destination().isSpecial()
                && !Endpoint.isVif(step.target());
    }

    private static void appendHeaders(StringBuilder text, HeaderMatch headers) {
        if (!headers.source().isAny()) {
            text.append(", source ").append(headers.source());
        }
        if (!headers.destination().isAny()) {
            text.append(", destination ").append(headers.destination());
        }
        if (headers.protocol() != Protocol.ANY) {
            text.append(", protocol ").append(headers.protocol());
        }
        if (!headers.sourcePort().isAny()) {
            text.append(", source port ").append(headers.sourcePort());
        }
        if (!headers.destinationPort().isAny()) {
            text.append(", destination port ").append(headers.destinationPort());
        }
    }
}

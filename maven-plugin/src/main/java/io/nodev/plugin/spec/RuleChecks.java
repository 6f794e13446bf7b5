package io.nodev.plugin.spec;

import io.nodev.common.classifier.Endpoint;
import io.nodev.legacy.vfr.LineDifference;
import io.nodev.legacy.vfr.PacketDifference;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.SemanticsDifference;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.legacy.vfr.VfrOperation;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.legacy.vfr.VfrSyntaxError;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the rules a user wrote against the machine's vifs, and what they mean as built against as documented. */
final class RuleChecks {
    /** The most vifs a message lists. */
    private static final int MOST_NAMED = 8;

    private final MachineSpec machine;
    private final Diagnostics diagnostics;
    private final Set<Integer> vifs;

    RuleChecks(MachineSpec machine, Diagnostics diagnostics) {
        this.machine = machine;
        this.diagnostics = diagnostics;
        this.vifs = machine.domains().stream()
                .flatMap(domain -> domain.vifs().stream().map(vif -> Endpoint.vif(domain.id(), vif.index())))
                .collect(Collectors.toSet());
    }

    /** Reports each vif the line names that the machine lacks: an error, or a warning if such rules send to the wire. */
    void vifsExist(RuleLine line) {
        VfrOperation operation = line.operation();
        if (!operation.rule().equals(VfrRule.ZERO)) {
            vifExists(operation.rule().source().endpoint(), "srcdom=", line);
            vifExists(operation.rule().destination().endpoint(), "dstdom=", line);
        }
    }

    private void vifExists(VfrEndpoint end, String keyword, RuleLine line) {
        if (end.isSpecial() || (end.isNameable() && vifs.contains(end.toEndpoint()))) {
            return;
        }
        SourceLocation at = at(keyword, line);
        if (machine.vfr().semantics().has(Quirk.MISSING_VIF_IS_PHYSICAL)) {
            diagnostics.warning(
                    at,
                    ProblemCode.RULE_NAMES_MISSING_VIF,
                    "the machine has no vif " + end
                            + "; as built, a rule to it sends to the wire and a rule from it never" + " matches",
                    fix());
        } else {
            diagnostics.error(
                    at,
                    ProblemCode.RULE_NAMES_MISSING_VIF,
                    "the machine has no vif " + end + " for the rule to name",
                    fix());
        }
    }

    private String fix() {
        String named = machine.domains().stream()
                .flatMap(domain -> domain.vifs().stream().map(vif -> domain.id() + "/" + vif.index()))
                .collect(Collectors.joining(", "));
        return vifs.isEmpty() || vifs.size() > MOST_NAMED
                ? "name a vif of the description, or add this one to it"
                : "name one of the vifs " + named + ", or add this one to the description";
    }

    /** Where the keyword is written in full, or where the line begins if it is abbreviated or left out. */
    private static SourceLocation at(String keyword, RuleLine line) {
        int index = line.text().indexOf(keyword);
        SourceLocation start = line.location();
        return index < 0
                ? start
                : new SourceLocation(start.file(), start.line(), line.text().codePointCount(0, index) + 1);
    }

    /** Warns if the two semantics read the line differently, where the documented one first takes offence. */
    void lineReads(String text, SourceLocation location) {
        Optional<LineDifference> difference = SemanticsDifference.ofLine(text);
        if (difference.isEmpty()) {
            return;
        }
        Optional<VfrSyntaxError> offence =
                VfrSemantics.AS_DOCUMENTED.parseLine(text).errors().stream().findFirst();
        diagnostics.warning(
                offence.map(error -> at(error, text, location)).orElse(location),
                ProblemCode.RULE_READS_DIFFERENTLY,
                "as built, the line " + difference.get().asBuilt() + "; as documented, it "
                        + offence.map(error -> "is no rule: " + error.message())
                                .orElse(difference.get().asDocumented()),
                offence.map(VfrSyntaxError::fix)
                        .orElse(
                                "write it in a form both read alike, or see that 'semantics' of 'vfr' is what you mean"));
    }

    /** Where the strict grammar takes offence at a line. */
    static SourceLocation at(VfrSyntaxError error, String text, SourceLocation line) {
        int column = text.codePointCount(0, Math.min(error.column() - 1, text.length())) + 1;
        return new SourceLocation(line.file(), line.line(), column);
    }

    /**
     * Warns if the two semantics send a packet to different places, once for each cause but missing vifs, which {@link
     * #vifsExist} has told of already.
     *
     * @param lines every write in order, the standard rules included
     * @param location where the user's own rules begin
     */
    void listDecides(List<RuleLine> lines, SourceLocation location) {
        new SemanticsDifference(machine.nics().get(0).mac(), vifs::contains)
                .ofList(newestFirst(lines)).stream()
                        .filter(difference -> difference.cause() != PacketDifference.Cause.MISSING_VIF)
                        .forEach(difference -> diagnostics.warning(
                                location,
                                ProblemCode.RULES_DECIDE_DIFFERENTLY,
                                because(difference.cause()) + ": " + difference,
                                "see that 'semantics' of 'vfr' is what you mean"));
    }

    private static List<VfrRule> newestFirst(List<RuleLine> lines) {
        LinkedList<VfrRule> rules = new LinkedList<>();
        for (RuleLine line : lines) {
            switch (line.operation().command()) {
                case ADD -> rules.addFirst(line.operation().rule());
                case DELETE -> rules.removeFirstOccurrence(line.operation().rule());
                case PRINT -> {}
            }
        }
        return rules;
    }

    private static String because(PacketDifference.Cause cause) {
        return switch (cause) {
            case ORDER -> "which of two matching rules decides depends on the semantics";
            case COUNT -> "a COUNT rule decides as built, not as documented";
            case HEADERS -> "protocols and ports are read differently as built";
            case MISSING_VIF -> "a rule names a missing vif";
            case SEVERAL -> "as built and as documented differ";
        };
    }
}

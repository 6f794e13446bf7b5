package io.nodev.plugin.firewall;

import io.nodev.common.classifier.Endpoint;
import io.nodev.legacy.vfr.EvaluationOrder;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrAction;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RuleLine;
import java.util.List;

/**
 * A rule of the virtual firewall/router, read for one question: whether a vif's packet goes to the wire.
 *
 * @param rule the rule
 * @param origin where it is written
 * @param accepts whether what it decides goes to the wire
 */
record WireRow(VfrRule rule, SourceLocation origin, boolean accepts) {
    /** The rows that decide, in the order in which the machine's semantics try them: the first match has the say. */
    static List<WireRow> of(MachineSpec machine, List<RuleLine> newestFirst) {
        VfrSemantics semantics = machine.vfr().semantics();
        return EvaluationOrder.of(newestFirst, line -> line.operation().rule(), semantics).stream()
                .filter(line -> !countsOnly(line.operation().rule(), semantics))
                .map(line -> new WireRow(line.operation().rule(), line.location(), sendsToWire(line, machine)))
                .toList();
    }

    /** Whether a rule counts and lets the next one decide. */
    static boolean countsOnly(VfrRule rule, VfrSemantics semantics) {
        return semantics.isDocumented() && rule.action() == VfrAction.COUNT.code();
    }

    private static boolean sendsToWire(RuleLine line, MachineSpec machine) {
        VfrEndpoint to = line.operation().rule().destination().endpoint();
        if (to.isSpecial()) {
            return to.equals(VfrEndpoint.PHYSICAL);
        }
        return !exists(to, machine) && machine.vfr().semantics().has(Quirk.MISSING_VIF_IS_PHYSICAL);
    }

    private static boolean exists(VfrEndpoint end, MachineSpec machine) {
        if (!end.isNameable()) {
            return false;
        }
        int vif = end.toEndpoint();
        return machine.vif(Endpoint.domain(vif), Endpoint.index(vif)).isPresent();
    }
}

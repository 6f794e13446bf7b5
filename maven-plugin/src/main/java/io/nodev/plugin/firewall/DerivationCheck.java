package io.nodev.plugin.firewall;

import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RuleLine;
import java.util.List;

/** Warns of rules that a derived firewall does not say whole. */
final class DerivationCheck {
    private static final String FIX = "write a firewall.nft that says what you mean";

    private final MachineSpec machine;
    private final Diagnostics diagnostics;

    DerivationCheck(MachineSpec machine, Diagnostics diagnostics) {
        this.machine = machine;
        this.diagnostics = diagnostics;
    }

    /** Looks at the rules that the user wrote; the standard rules are said whole. */
    void check(List<RuleLine> rules) {
        rules.stream()
                .filter(line ->
                        !line.location().file().equals(machine.location().file()))
                .forEach(this::check);
    }

    private void check(RuleLine line) {
        VfrRule rule = line.operation().rule();
        if (WireRow.countsOnly(rule, machine.vfr().semantics())) {
            warn(line, "a derived firewall does not count for a COUNT rule");
            return;
        }
        if (!rule.destination().endpoint().equals(VfrEndpoint.PHYSICAL)) {
            warn(
                    line,
                    "of this rule a derived firewall keeps that such packets do not go to a NIC;"
                            + " a vif gets what is for its own addresses, whatever the rules say");
        }
    }

    private void warn(RuleLine line, String detail) {
        diagnostics.warning(line.location(), ProblemCode.FIREWALL_NOT_EXACT, detail, FIX);
    }
}

package io.nodev.plugin.firewall;

import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.spec.FileSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RuleLine;
import java.util.List;

/**
 * The firewall that a machine boots with.
 *
 * @param text in the nftables language
 * @param isDerived whether it was derived, not read
 */
public record MachineFirewall(String text, boolean isDerived) {
    /** The firewall that a user wrote. */
    public static MachineFirewall of(FirewallFile file) {
        return new MachineFirewall(file.text(), false);
    }

    /**
     * A firewall that follows from the machine and its rules. What of the rules it does not say exactly is added to {@code
     * diagnostics} as warnings.
     *
     * @param machine without errors
     * @param newestFirst its rules, in list order
     * @param description how generated files name the description
     */
    public static MachineFirewall derive(
            MachineSpec machine, List<RuleLine> newestFirst, String description, Diagnostics diagnostics) {
        new DerivationCheck(machine, diagnostics).check(newestFirst);
        List<String> sentences = List.of(
                "Derived by nodev from " + description + sources(machine) + ". Changes are lost;",
                "a copy beside the description, named " + FirewallFile.NAME + ", takes its place.");
        return new MachineFirewall(new DerivedFirewall(machine, newestFirst, sentences).text(), true);
    }

    private static String sources(MachineSpec machine) {
        return machine.vfr().rules().map(FileSpec::path).map(" and "::concat).orElse("");
    }
}

package io.nodev.plugin.generate;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.firewall.FirewallFile;
import io.nodev.plugin.firewall.MachineFirewall;
import io.nodev.plugin.spec.MachineSpec;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides which firewall a machine gets, and says so. A firewall file is read in every build, so that what is wrong shows. */
final class FirewallChoice {
    private final GenerationRequest request;
    private final Diagnostics diagnostics;
    private final Consumer<String> notes;

    FirewallChoice(GenerationRequest request, Diagnostics diagnostics, Consumer<String> notes) {
        this.request = request;
        this.diagnostics = diagnostics;
        this.notes = request.kind() == GenerationRequest.Kind.MACHINE ? notes : unheard -> {};
    }

    /**
     * The firewall of a machine's device domains; empty where none is generated.
     *
     * @param machine without errors
     * @param own the user's
     */
    Optional<MachineFirewall> of(MachineSpec machine, RuleScript rules, Optional<FirewallFile> own) {
        own.ifPresent(file -> file.check(machine, diagnostics));
        if (request.architecture() == Architecture.LEGACY) {
            own.ifPresent(unused -> notes.accept(FirewallFile.NAME + ": a legacy machine does not use it"));
            return Optional.empty();
        }
        if (own.isPresent() && !request.settings().derivesFirewall()) {
            notes.accept(FirewallFile.NAME + ": decides what passes every device domain");
            return own.map(MachineFirewall::of);
        }
        return request.kind() == GenerationRequest.Kind.MACHINE
                ? Optional.of(derived(machine, rules))
                : Optional.empty();
    }

    private MachineFirewall derived(MachineSpec machine, RuleScript rules) {
        BuildFolders folders = request.folders();
        notes.accept(folders.relativeToProject(folders.firewall(machine.name()))
                + ": derived, decides what passes every device domain");
        return MachineFirewall.derive(machine, rules.newestFirst(), request.description(), diagnostics);
    }
}

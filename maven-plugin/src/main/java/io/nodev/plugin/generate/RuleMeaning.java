package io.nodev.plugin.generate;

import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.plugin.spec.AddressSpec;
import io.nodev.plugin.spec.DomainSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.VifSpec;
import io.nodev.templates.model.RuleMeaningModel;
import io.nodev.templates.model.RuleMeaningModel.OwnAddressModel;
import io.nodev.templates.model.RuleMeaningModel.QuirkModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What rules and rates of a machine mean, as a difference to a preset. */
final class RuleMeaning {
    private final MachineSpec machine;
    private final VfrSemantics semantics;

    RuleMeaning(MachineSpec machine) {
        this.machine = machine;
        this.semantics = machine.vfr().semantics();
    }

    RuleMeaningModel model() {
        return new RuleMeaningModel(
                Origin.of(machine.vfr().location()),
                semantics.preset().name(),
                flips(),
                semantics.has(Quirk.LOCAL_SPOOFING) ? List.of() : addresses());
    }

    private List<QuirkModel> flips() {
        VfrSemantics preset = VfrSemantics.of(semantics.preset());
        return Arrays.stream(Quirk.values())
                .filter(quirk -> preset.has(quirk) != semantics.has(quirk))
                .map(quirk -> new QuirkModel(quirk.name(), semantics.has(quirk)))
                .toList();
    }

    private List<OwnAddressModel> addresses() {
        List<OwnAddressModel> addresses = new ArrayList<>();
        for (DomainSpec domain : machine.domains()) {
            for (VifSpec vif : domain.vifs()) {
                for (AddressSpec address : vif.addresses()) {
                    addresses.add(new OwnAddressModel(
                            Origin.of(address.location()), domain.id(), vif.index(), address.toString()));
                }
            }
        }
        return addresses;
    }
}

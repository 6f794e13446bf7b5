package io.nodev.plugin.generate;

import io.nodev.common.machine.Architecture;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.packet.VifMac;
import io.nodev.plugin.spec.BuiltinGuest;
import io.nodev.plugin.spec.DeviceDomainSpec;
import io.nodev.plugin.spec.DomainSpec;
import io.nodev.plugin.spec.GuestSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.NicSpec;
import io.nodev.plugin.spec.VifName;
import io.nodev.plugin.spec.VifSpec;
import io.nodev.templates.model.LauncherModel.ReplayModel;
import io.nodev.templates.model.LauncherModel.SourceModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whose frames of a capture enter a machine where. */
final class LauncherModels {
    private final MachineSpec machine;
    private final Architecture architecture;
    private final Set<MacAddress> taken = new HashSet<>();
    private final List<SourceModel> sources = new ArrayList<>();

    LauncherModels(MachineSpec machine, Architecture architecture) {
        this.machine = machine;
        this.architecture = architecture;
    }

    /** The stations outside, then the vifs; an address belongs to the first that has it. */
    List<SourceModel> sources() {
        for (NicSpec nic : machine.nics()) {
            nic.hosts().forEach(host -> add(Origin.of(nic.location()), nic.name(), host));
        }
        for (DomainSpec domain : machine.domains()) {
            for (VifSpec vif : domain.vifs()) {
                add(Origin.of(vif.location()), VifName.of(domain.id(), vif.index()), address(domain, vif));
            }
        }
        return sources;
    }

    private void add(String origin, String port, MacAddress address) {
        if (taken.add(address)) {
            sources.add(new SourceModel(origin, port, address.toString()));
        }
    }

    /** The address a vif has in the running machine. */
    MacAddress address(DomainSpec domain, VifSpec vif) {
        return ofBridge(domain)
                .or(vif::mac)
                .orElseGet(() -> VifMac.of(nicAddress(), domain.id(), vif.index(), domain.keptName()));
    }

    /** The address of a device domain's own port: that of its first NIC. */
    private Optional<MacAddress> ofBridge(DomainSpec domain) {
        if (architecture == Architecture.LEGACY) {
            return Optional.empty();
        }
        return machine.deviceDomains().stream()
                .filter(owner -> owner.domain() == domain.id())
                .map(DeviceDomainSpec::nics)
                .flatMap(names -> names.stream().limit(1))
                .flatMap(name -> machine.nic(name).stream())
                .map(NicSpec::mac)
                .findFirst();
    }

    private MacAddress nicAddress() {
        return machine.nics().isEmpty()
                ? new MacAddress(0)
                : machine.nics().get(0).mac();
    }

    /** The domains whose guest sends what a capture holds of them. */
    List<ReplayModel> replayed() {
        return machine.domains().stream()
                .filter(LauncherModels::replays)
                .map(domain -> new ReplayModel(Origin.of(domain.guest().location()), domain.id()))
                .toList();
    }

    private static boolean replays(DomainSpec domain) {
        return domain.guest() instanceof GuestSpec.BuiltIn builtIn && builtIn.guest() == BuiltinGuest.REPLAY;
    }
}

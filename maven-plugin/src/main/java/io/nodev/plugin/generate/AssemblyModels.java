package io.nodev.plugin.generate;

import io.nodev.common.disk.SharingPolicy;
import io.nodev.common.driver.CaptureCard;
import io.nodev.common.driver.DummyCard;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.Wire;
import io.nodev.common.driver.WireCardSpec;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.ReadCheckGuest;
import io.nodev.common.guest.ReplayGuest;
import io.nodev.common.guest.WriteVerifyGuest;
import io.nodev.common.machine.RestartPolicy;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.plugin.spec.BlockSpec;
import io.nodev.plugin.spec.BuiltinGuest;
import io.nodev.plugin.spec.DomainSpec;
import io.nodev.plugin.spec.GuestSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.NicDriver;
import io.nodev.plugin.spec.NicSpec;
import io.nodev.plugin.spec.RateSpec;
import io.nodev.plugin.spec.VifName;
import io.nodev.plugin.spec.VifSpec;
import io.nodev.templates.escape.JavaNames;
import io.nodev.templates.model.CardModel;
import io.nodev.templates.model.DeviceDomainModel;
import io.nodev.templates.model.DiskModel;
import io.nodev.templates.model.DomainModel;
import io.nodev.templates.model.RestartModel;
import io.nodev.templates.model.SharingModel;
import io.nodev.templates.model.VifModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The parts of an assembly that both stacks have, with what they import. */
final class AssemblyModels {
    private final MachineSpec machine;
    private final Imports imports;
    private final DiskModels disks;
    private final JavaNames methods = new JavaNames(JavaNames.Style.MEMBER, Set.of("boot"));

    /**
     * @param description the machine file, from the project
     */
    AssemblyModels(MachineSpec machine, String description, Imports imports) {
        this.machine = machine;
        this.imports = imports;
        this.disks = new DiskModels(description, imports);
    }

    /** The NICs, in the order of the description. */
    List<CardModel> cards() {
        List<CardModel> cards = new ArrayList<>();
        for (NicSpec nic : machine.nics()) {
            imports.with(NetworkCard.class, MacAddress.class);
            cards.add(new CardModel(
                    Origin.of(nic.location()),
                    methods.allocate(nic.name()),
                    nic.name(),
                    nic.mac().toString(),
                    nic.promiscuous(),
                    cardType(nic.driver())));
        }
        return cards;
    }

    /** The disks, in the order of the description; after the NICs. */
    List<DiskModel> disks() {
        return disks.disks(machine.block().disks(), methods);
    }

    /** How far the disks may be shared; said by a machine that has any. */
    SharingModel sharing() {
        BlockSpec block = machine.block();
        boolean stated = !block.disks().isEmpty();
        if (stated) {
            imports.with(SharingPolicy.class);
        }
        String judged = block.policy().containment() ? "asDocumented" : "asBuilt";
        return new SharingModel(Origin.of(block.location()), judged, block.expert(), stated);
    }

    private String cardType(NicDriver driver) {
        switch (driver) {
            case CAPTURE -> imports.with(CaptureCard.class);
            case DUMMY -> imports.with(DummyCard.class);
            case WIRE -> imports.with(Wire.class, WireCardSpec.class);
        }
        return switch (driver) {
            case CAPTURE -> "CaptureCard";
            case DUMMY -> "DummyCard";
            case WIRE -> "WireCard";
        };
    }

    /** The domains, by ascending id. */
    List<DomainModel> domains() {
        imports.with(DomainConfig.class);
        return machine.domains().stream().map(this::domain).toList();
    }

    private DomainModel domain(DomainSpec domain) {
        return new DomainModel(
                Origin.of(domain.location()),
                domain.id(),
                domain.keptName(),
                domain.memoryPages(),
                domain.privileged(),
                guest(domain.guest()),
                domain.vifs().stream().map(vif -> vif(domain.id(), vif)).toList(),
                disks.vbds(domain.id(), domain.vbds()));
    }

    private String guest(GuestSpec guest) {
        if (guest instanceof GuestSpec.OfClass own) {
            return imports.use(own.className());
        }
        return imports.use(builtIn(((GuestSpec.BuiltIn) guest).guest()).getName());
    }

    private static Class<?> builtIn(BuiltinGuest guest) {
        return switch (guest) {
            case IDLE -> IdleGuest.class;
            case REPLAY -> ReplayGuest.class;
            case READ_CHECK -> ReadCheckGuest.class;
            case WRITE_VERIFY -> WriteVerifyGuest.class;
        };
    }

    private VifModel vif(int domain, VifSpec vif) {
        imports.with(VifConfig.class);
        vif.mac().ifPresent(mac -> imports.with(MacAddress.class));
        return new VifModel(
                Origin.of(vif.location()),
                VifName.of(domain, vif.index()),
                vif.mac().map(MacAddress::toString).orElse(""),
                vif.rate().map(RateSpec::creditBytes).orElse(VifConfig.UNLIMITED),
                vif.rate().map(RateSpec::creditPeriodMicros).orElse(0L),
                vif.backend());
    }

    /** When backends are started again by themselves; nothing if that is not described. */
    List<RestartModel> restart() {
        return machine.restart().stream()
                .peek(restart -> imports.with(RestartPolicy.class))
                .map(restart -> new RestartModel(
                        Origin.of(restart.location()),
                        restart.times(),
                        TimeUnit.MILLISECONDS.toNanos(restart.answerMillis())))
                .toList();
    }

    /** Who owns which NIC and disk. */
    List<DeviceDomainModel> deviceDomains() {
        imports.with(List.class);
        return machine.deviceDomains().stream()
                .map(owner ->
                        new DeviceDomainModel(Origin.of(owner.location()), owner.domain(), owner.nics(), owner.disks()))
                .toList();
    }
}

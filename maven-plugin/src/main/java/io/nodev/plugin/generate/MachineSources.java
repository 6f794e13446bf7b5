package io.nodev.plugin.generate;

import io.nodev.common.Generated;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.launch.LaunchPlan;
import io.nodev.common.launch.MachineLauncher;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.MachineResource;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.devdomain.DeviceDomainMachine;
import io.nodev.hypervisor.hypercall.CoreHypercalls;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.legacy.LegacyHypercalls;
import io.nodev.legacy.LegacyMachine;
import io.nodev.legacy.LegacyMachineBuilder;
import io.nodev.legacy.vfr.OwnAddresses;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.plugin.firewall.FirewallFile;
import io.nodev.plugin.firewall.MachineFirewall;
import io.nodev.plugin.spec.DiskSpec;
import io.nodev.plugin.spec.FileSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RuleLine;
import io.nodev.templates.GeneratedFile;
import io.nodev.templates.Rendering;
import io.nodev.templates.TemplateId;
import io.nodev.templates.TemplateRenderer;
import io.nodev.templates.classifier.ClassifierEmitter;
import io.nodev.templates.classifier.ClassifierModel;
import io.nodev.templates.model.DeviceDomainMachineModel;
import io.nodev.templates.model.DiskModel;
import io.nodev.templates.model.GeneratedClassModel;
import io.nodev.templates.model.HypercallTableModel;
import io.nodev.templates.model.LauncherModel;
import io.nodev.templates.model.LegacyMachineModel;
import io.nodev.templates.model.PackageInfoModel;
import io.nodev.templates.model.RulesModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The sources of one machine for one stack. */
final class MachineSources {
    /** Rule writes that one generated class holds. */
    static final int RULES_PER_CLASS = 500;

    private final Described described;
    private final MachineNames names;
    private final TemplateRenderer renderer;
    private final List<GeneratedFile> files = new ArrayList<>();
    private final List<List<RuleLine>> ruleClasses;

    /**
     * A description that was read.
     *
     * @param machine the machine
     * @param rules its rules
     * @param description how generated files name it
     * @param architecture the stack
     * @param firewall what its device domains filter by; empty in a legacy machine
     */
    record Described(
            MachineSpec machine,
            RuleScript rules,
            String description,
            Architecture architecture,
            Optional<MachineFirewall> firewall) {}

    MachineSources(Described described, MachineNames names, TemplateRenderer renderer) {
        this.described = described;
        this.names = names;
        this.renderer = renderer;
        this.ruleClasses = partition(described.rules().writes());
    }

    private static List<List<RuleLine>> partition(List<RuleLine> writes) {
        List<List<RuleLine>> parts = new ArrayList<>();
        for (int from = 0; from < writes.size(); from += RULES_PER_CLASS) {
            parts.add(writes.subList(from, Math.min(from + RULES_PER_CLASS, writes.size())));
        }
        return parts;
    }

    /** All files, relative to the source root. */
    List<GeneratedFile> files() {
        MachineSpec machine = described.machine();
        Architecture architecture = described.architecture();
        add(
                TemplateId.PACKAGE_INFO,
                new PackageInfoModel(names.packageName(), machine.name(), architecture.id()),
                "package-info");
        if (architecture == Architecture.LEGACY) {
            addLegacy();
        } else {
            addDeviceDomain();
        }
        addHypercalls();
        addMain();
        return files;
    }

    private void add(TemplateId template, Record model, String type) {
        files.add(renderer.render(new Rendering(template, model, names.path(type), described.description())));
    }

    private Imports imports() {
        return new Imports(names.packageName(), names.all(ruleClasses.size())).with(Generated.class);
    }

    private GeneratedClassModel unit(String type, Imports imports) {
        return new GeneratedClassModel(
                names.packageName(), type, described.machine().name(), described.description(), imports.names());
    }

    private void addLegacy() {
        for (int i = 0; i < ruleClasses.size(); i++) {
            addRules(names.rules(i), ruleClasses.get(i));
        }
        ClassifierModel classifier =
                ClassifierModels.of(described.machine(), described.rules(), names, described.description());
        files.add(new ClassifierEmitter().emit(classifier));
        Imports imports = imports()
                .with(MachineOptions.class, LegacyMachine.class, LegacyMachineBuilder.class)
                .with(VfrSemantics.class);
        RuleMeaning meaning = new RuleMeaning(described.machine());
        if (meaning.model().flipped()) {
            imports.with(Quirk.class);
        }
        if (meaning.model().strict()) {
            imports.with(OwnAddresses.class, Endpoint.class, Ipv4Address.class);
        }
        AssemblyModels parts = new AssemblyModels(described.machine(), described.description(), imports);
        List<String> rules =
                IntStream.range(0, ruleClasses.size()).mapToObj(names::rules).toList();
        var cards = parts.cards();
        var disks = parts.disks();
        var sharing = parts.sharing();
        var domains = parts.domains();
        String made = classifier.needsCounters()
                ? names.classifier() + "::new"
                : "counters -> new " + names.classifier() + "()";
        add(
                TemplateId.LEGACY_MACHINE,
                new LegacyMachineModel(
                        unit(names.machine(), imports),
                        cards,
                        disks,
                        sharing,
                        domains,
                        rules,
                        meaning.model(),
                        names.hypercalls(),
                        made),
                names.machine());
    }

    private void addRules(String type, List<RuleLine> writes) {
        List<RulesModel.WriteModel> models = writes.stream()
                .map(write -> new RulesModel.WriteModel(RuleScript.origin(write, described.machine()), write.text()))
                .toList();
        add(TemplateId.RULES, new RulesModel(unit(type, imports().with(List.class)), models), type);
    }

    private void addDeviceDomain() {
        Imports imports =
                imports().with(MachineOptions.class, MachineResource.class).with(DeviceDomainMachine.class, List.class);
        AssemblyModels parts = new AssemblyModels(described.machine(), described.description(), imports);
        var cards = parts.cards();
        var disks = parts.disks();
        var sharing = parts.sharing();
        var domains = parts.domains();
        var restart = parts.restart();
        add(
                TemplateId.DEVICE_DOMAIN_MACHINE,
                new DeviceDomainMachineModel(
                        unit(names.machine(), imports),
                        cards,
                        disks,
                        sharing,
                        domains,
                        parts.deviceDomains(),
                        restart,
                        FirewallFile.NAME,
                        names.hypercalls()),
                names.machine());
    }

    private void addHypercalls() {
        boolean legacy = described.architecture() == Architecture.LEGACY;
        Imports imports = imports()
                .with(HypercallNumber.class, HypercallTable.class)
                .with(legacy ? LegacyHypercalls.class : CoreHypercalls.class);
        add(
                TemplateId.HYPERCALLS,
                new HypercallTableModel(
                        unit(names.hypercalls(), imports),
                        described.architecture().id(),
                        legacy ? "LegacyHypercalls calls" : "CoreHypercalls core",
                        HypercallModels.of(described.architecture())),
                names.hypercalls());
    }

    private void addMain() {
        LauncherModels launcher = new LauncherModels(described.machine(), described.architecture());
        Imports imports = imports().with(Architecture.class, LaunchPlan.class, MachineLauncher.class);
        List<DiskModel> disks = new AssemblyModels(described.machine(), described.description(), imports()).disks();
        if (!disks.isEmpty()) {
            imports.with(DriveSpec.class);
        }
        add(
                TemplateId.MAIN,
                new LauncherModel(
                        unit(MachineNames.MAIN, imports),
                        described.architecture().name(),
                        names.machine(),
                        described.machine().capture().map(this::captureResource).orElse(""),
                        launcher.sources(),
                        launcher.replayed(),
                        disks),
                MachineNames.MAIN);
    }

    /** The path of the firewall among the resources. */
    String firewallResource() {
        return names.folder() + FirewallFile.NAME;
    }

    /** The path of a packed image among the resources. */
    String diskResource(DiskSpec disk) {
        return names.folder() + DiskModels.resource(disk);
    }

    /** The path of the capture among the resources. */
    String captureResource(FileSpec capture) {
        return names.folder() + capture.path().substring(capture.path().lastIndexOf('/') + 1);
    }
}

package io.nodev.plugin.generate;

import io.nodev.common.Generated;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.Extent;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.plugin.spec.AddressSpec;
import io.nodev.plugin.spec.DeviceDomainSpec;
import io.nodev.plugin.spec.DomainSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.NicSpec;
import io.nodev.plugin.spec.VifSpec;
import io.nodev.tck.disk.DiskUnderTest;
import io.nodev.tck.harness.IoStackHarness;
import io.nodev.tck.harness.Topology;
import io.nodev.templates.GeneratedFile;
import io.nodev.templates.Rendering;
import io.nodev.templates.TemplateId;
import io.nodev.templates.TemplateRenderer;
import io.nodev.templates.escape.JavaNames;
import io.nodev.templates.model.ContractModel;
import io.nodev.templates.model.DiskModel;
import io.nodev.templates.model.GeneratedClassModel;
import io.nodev.templates.model.HarnessModel;
import io.nodev.templates.model.HarnessModel.TestedDomainModel;
import io.nodev.templates.model.HarnessModel.TestedVifModel;
import io.nodev.templates.model.SharingModel;
import io.nodev.templates.model.VbdModel;
import io.nodev.templates.model.VifTestsModel;
import io.nodev.templates.model.VifTestsModel.VifTestModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tests of one machine: the common suite bound to it, one for each vif, and in a legacy machine one for each rule. */
final class MachineTests {
    /** The contracts about sectors, by their names without the end. */
    static final List<String> BLOCK_CONTRACTS =
            List.of("BlockControl", "BlockDurability", "BlockRecovery", "BlockRequest");

    /** All others, which are about frames or can be held on any machine. */
    static final List<String> CONTRACTS = List.of(
            "Accounting",
            "BuildSwitch",
            "EventChannel",
            "NetDelivery",
            "NetOutside",
            "NetReceive",
            "NetRequest",
            "NetRing",
            "Recovery",
            "VfrMatching",
            "VfrText");

    private static final String SUITE = "io.nodev.tck.";

    private static final String TEST = "org.junit.jupiter.api.Test";
    private static final String ASSERTIONS = "static org.junit.jupiter.api.Assertions.";

    private final MachineSources.Described described;
    private final MachineSpec machine;
    private final MachineNames names;
    private final TemplateRenderer renderer;
    private final List<GeneratedFile> files = new ArrayList<>();

    MachineTests(MachineSources.Described described, MachineNames names, TemplateRenderer renderer) {
        this.described = described;
        this.machine = described.machine();
        this.names = names;
        this.renderer = renderer;
    }

    /** All files, relative to the test source root. */
    List<GeneratedFile> files() {
        addHarness();
        BLOCK_CONTRACTS.forEach(this::addContract);
        if (unbound().isEmpty()) {
            CONTRACTS.forEach(this::addContract);
        }
        addVifs();
        if (described.architecture() == Architecture.LEGACY) {
            new RuleTests(described, names).model().ifPresent(model -> add(TemplateId.RULE_TESTS, model, "Rules"));
        }
        return files;
    }

    /** Why those of the suite's contracts that are not about sectors cannot be held on this machine, if they cannot. */
    Optional<String> unbound() {
        boolean limited = machine.domains().stream()
                .flatMap(domain -> domain.vifs().stream())
                .anyMatch(vif -> vif.rate().isPresent());
        return limited ? Optional.of("a vif has a rate, and the suite's time stands still") : Optional.empty();
    }

    private void add(TemplateId template, Record model, String what) {
        addAs(template, model, names.test(what));
    }

    private void addAs(TemplateId template, Record model, String type) {
        files.add(renderer.render(new Rendering(template, model, names.path(type), described.description())));
    }

    private Imports imports() {
        return new Imports(names.packageName(), names.all(0)).with(Generated.class);
    }

    private GeneratedClassModel unit(String type, Imports imports) {
        return new GeneratedClassModel(
                names.packageName(), type, machine.name(), described.description(), imports.names());
    }

    private void addHarness() {
        boolean legacy = described.architecture() == Architecture.LEGACY;
        String harness = legacy ? "io.nodev.legacy.LegacyHarness" : "io.nodev.devdomain.DevdomainHarness";
        Imports imports = imports()
                .with(IoStackHarness.class, Topology.class, io.nodev.tck.harness.DomainSpec.class)
                .with(io.nodev.tck.harness.VifSpec.class, VifConfig.class, SchedulerKind.class, MacAddress.class)
                .with(Ipv4Address.class, List.class, ArrayList.class, Stream.class);
        if (machine.domains().stream().anyMatch(domain -> !domain.vbds().isEmpty())) {
            imports.with(VbdConfig.class, VbdMode.class, Extent.class);
        }
        List<DiskModel> disks = disks(imports);
        SharingModel sharing = new AssemblyModels(machine, described.description(), imports).sharing();
        NicSpec nic = machine.nics().get(0);
        boolean noRules = machine.vfr().rules().isEmpty();
        addAs(
                TemplateId.HARNESS,
                new HarnessModel(
                        unit(names.harness(), imports.with(harness)),
                        harness.substring(harness.lastIndexOf('.') + 1),
                        names.machine(),
                        nic.name(),
                        nic.mac().toString(),
                        machine.domains().stream().map(this::tested).toList(),
                        machine.vfr().standardRules() && noRules,
                        "List.of()",
                        legacy ? 0 : owner(nic),
                        disks,
                        sharing),
                names.harness());
    }

    /** The disks; what their models call methods are variables here. */
    private List<DiskModel> disks(Imports imports) {
        if (machine.block().disks().isEmpty()) {
            return List.of();
        }
        Set<String> taken = new HashSet<>(Set.of("nic", "domains", "topology"));
        for (DomainSpec domain : machine.domains()) {
            taken.add("vifs" + domain.id());
            taken.add("vbds" + domain.id());
            vbds(domain).forEach(vbd -> taken.add(vbd.variable()));
        }
        imports.with(DiskUnderTest.class, DriveSpec.class);
        return new DiskModels(described.description(), imports())
                .disks(machine.block().disks(), new JavaNames(JavaNames.Style.MEMBER, taken));
    }

    private List<VbdModel> vbds(DomainSpec domain) {
        List<VbdModel> models = new DiskModels(described.description(), imports()).vbds(domain.id(), domain.vbds());
        return described.architecture() == Architecture.LEGACY
                ? models.stream().map(VbdModel::withoutBackend).toList()
                : models;
    }

    private int owner(NicSpec nic) {
        return machine.deviceDomains().stream()
                .filter(each -> each.nics().contains(nic.name()))
                .mapToInt(DeviceDomainSpec::domain)
                .findFirst()
                .orElse(0);
    }

    private TestedDomainModel tested(DomainSpec domain) {
        return new TestedDomainModel(
                Origin.of(domain.location()),
                domain.id(),
                domain.keptName(),
                domain.privileged(),
                domain.vifs().stream()
                        .map(vif -> tested(vif, bridge(domain, vif)))
                        .toList(),
                vbds(domain));
    }

    /** A device domain's own interface is a port of its own bridge. */
    private int bridge(DomainSpec domain, VifSpec vif) {
        if (described.architecture() == Architecture.LEGACY) {
            return 0;
        }
        boolean own = machine.deviceDomains().stream().anyMatch(each -> each.domain() == domain.id());
        return own ? domain.id() : vif.backend();
    }

    private static TestedVifModel tested(VifSpec vif, int bridge) {
        return new TestedVifModel(
                Origin.of(vif.location()),
                vif.mac().map(MacAddress::toString).orElse(""),
                vif.addresses().stream().map(AddressSpec::toString).collect(Collectors.joining(" ")),
                bridge);
    }

    private void addContract(String contract) {
        String type = names.test(contract);
        Imports imports = imports().with(IoStackHarness.class).with(SUITE + contract + "Tck");
        addAs(TemplateId.CONTRACT, new ContractModel(unit(type, imports), contract + "Tck", names.harness()), type);
    }

    private void addVifs() {
        JavaNames methods = new JavaNames(JavaNames.Style.MEMBER, Set.of("options", "assertConnects"));
        LauncherModels addresses = new LauncherModels(machine, described.architecture());
        List<VifTestModel> vifs = new ArrayList<>();
        for (DomainSpec domain : machine.domains()) {
            for (VifSpec vif : domain.vifs()) {
                vifs.add(new VifTestModel(
                        Origin.of(vif.location()),
                        methods.allocate("connects interface" + vif.index() + " of domain" + domain.id()),
                        domain.id(),
                        vif.index(),
                        addresses.address(domain, vif).toString()));
            }
        }
        if (!vifs.isEmpty()) {
            Imports imports = imports()
                    .with(Machine.class, MachineOptions.class, VirtualNetworkDevice.class, MacAddress.class)
                    .with(IdleGuest.class, TimeUnit.class)
                    .with(TEST, ASSERTIONS + "assertEquals", ASSERTIONS + "assertTrue");
            List<Integer> domains =
                    machine.domains().stream().map(DomainSpec::id).toList();
            add(
                    TemplateId.VIF_TESTS,
                    new VifTestsModel(unit(names.test("Vifs"), imports), names.machine(), domains, vifs),
                    "Vifs");
        }
    }
}

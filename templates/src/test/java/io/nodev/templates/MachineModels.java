package io.nodev.templates;

import io.nodev.templates.model.CardModel;
import io.nodev.templates.model.ContractModel;
import io.nodev.templates.model.DeviceDomainMachineModel;
import io.nodev.templates.model.DeviceDomainModel;
import io.nodev.templates.model.DiskModel;
import io.nodev.templates.model.DomainModel;
import io.nodev.templates.model.GeneratedClassModel;
import io.nodev.templates.model.HarnessModel;
import io.nodev.templates.model.HarnessModel.TestedDomainModel;
import io.nodev.templates.model.HarnessModel.TestedVifModel;
import io.nodev.templates.model.HypercallTableModel;
import io.nodev.templates.model.HypercallTableModel.CallModel;
import io.nodev.templates.model.LauncherModel;
import io.nodev.templates.model.LauncherModel.ReplayModel;
import io.nodev.templates.model.LauncherModel.SourceModel;
import io.nodev.templates.model.LegacyMachineModel;
import io.nodev.templates.model.RestartModel;
import io.nodev.templates.model.RuleMeaningModel;
import io.nodev.templates.model.RuleMeaningModel.OwnAddressModel;
import io.nodev.templates.model.RuleMeaningModel.QuirkModel;
import io.nodev.templates.model.RuleTestsModel;
import io.nodev.templates.model.RuleTestsModel.RuleTestModel;
import io.nodev.templates.model.RulesModel;
import io.nodev.templates.model.RulesModel.WriteModel;
import io.nodev.templates.model.SharingModel;
import io.nodev.templates.model.VbdModel;
import io.nodev.templates.model.VbdModel.ExtentModel;
import io.nodev.templates.model.VifModel;
import io.nodev.templates.model.VifTestsModel;
import io.nodev.templates.model.VifTestsModel.VifTestModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tiny models of the templates that make up a machine. */
final class MachineModels {
    private static final String HOSTILE = "\"; */ ${x} \\u0022";

    private static final CardModel ETH0 =
            new CardModel("machine.yaml:3", "eth0", "eth0", "00:02:b3:9d:1f:aa", true, "CaptureCard");
    private static final CardModel ETH1 =
            new CardModel("machine.yaml:6", "eth1", "eth1", "00:02:b3:9d:1f:ab", false, "DummyCard");
    private static final CardModel WAN =
            new CardModel("machine.yaml:7", "wan7", "wan.7", "00:02:b3:9d:1f:ac", false, "WireCard");
    private static final DomainModel ZERO = new DomainModel(
            "machine.yaml:9",
            0,
            "Domain-0",
            1024,
            true,
            "ReplayGuest",
            List.of(new VifModel("machine.yaml:10", "vif0.0", "", 0xFFFF_FFFFL, 0, 0)),
            List.of());
    private static final List<VbdModel> VBDS = List.of(
            new VbdModel(
                    "machine.yaml:18",
                    "vbd1at1640",
                    "hdd, phy:cdrom */ {@x}",
                    "0x1640",
                    "READ_ONLY",
                    List.of(new ExtentModel("0x1600", 0, 720)),
                    0),
            new VbdModel(
                    "machine.yaml:19",
                    "vbd1at0301",
                    "hda1, vd:3",
                    "0x0301",
                    "READ_WRITE",
                    List.of(new ExtentModel("0xca00", 128, 64), new ExtentModel("0xca00", 0, 64)),
                    2));
    private static final DomainModel WEB = new DomainModel(
            "machine.yaml:11",
            1,
            HOSTILE,
            65536,
            false,
            "com.example.guests.Responder",
            List.of(
                    new VifModel("machine.yaml:14", "vif1.0", "aa:00:00:00:00:0b", 0xFFFF_FFFFL, 0, 0),
                    new VifModel("machine.yaml:15", "vif1.1", "aa:00:00:00:00:0c", 3000, 10_000, 0),
                    new VifModel("machine.yaml:16", "vif1.2", "", 0xFFFF_FFFFL, 0, 2)),
            VBDS);

    private static final DiskModel CDROM =
            new DiskModel("machine.yaml:5", "cdrom", "cdrom", "0x1600", "cdrom", "cdrom.iso", true, 720);
    private static final DiskModel HDA = new DiskModel(
            "machine.yaml:6", "hda", HOSTILE, "0x0300", "readOnlyDisk", "src/" + HOSTILE, false, 4_294_967_296L);
    private static final DiskModel SWAP =
            new DiskModel("machine.yaml:7", "swap", "swap", "0xca00", "disk", "", false, 131_072);

    private MachineModels() {}

    private static GeneratedClassModel unit(String type, String machine) {
        return new GeneratedClassModel(
                "example.machine",
                type,
                machine,
                "src/main/nodev/machine.yaml",
                List.of("io.nodev.common.Generated", "java.util.List"));
    }

    /** One rendering for each golden file, by its name. */
    static Map<String, Rendering> renderings() {
        Map<String, Rendering> all = new LinkedHashMap<>();
        all.put("smallest-legacy", rendering(TemplateId.LEGACY_MACHINE, smallestLegacy(), "QuickstartMachine"));
        all.put("every-kind-legacy", rendering(TemplateId.LEGACY_MACHINE, everyKindOfLegacy(), "QuickstartMachine"));
        all.put(
                "every-kind-devdomain",
                rendering(TemplateId.DEVICE_DOMAIN_MACHINE, deviceDomain(), "QuickstartMachine"));
        all.put(
                "one-rule",
                rendering(TemplateId.RULES, rules(new WriteModel("vfr.rules:1", "PRINT")), "QuickstartRules"));
        all.put(
                "hostile-rules",
                rendering(
                        TemplateId.RULES,
                        rules(new WriteModel("vfr.rules:1", HOSTILE), new WriteModel("vfr.rules:2 */", "\tADD\u00e4")),
                        "QuickstartRules"));
        all.put("hypercalls", rendering(TemplateId.HYPERCALLS, hypercalls(), "QuickstartHypercalls"));
        all.put("main", rendering(TemplateId.MAIN, launcher(), "Main"));
        all.put("main-without-capture", rendering(TemplateId.MAIN, emptyLauncher(), "Main"));
        all.put("harness", rendering(TemplateId.HARNESS, harness(), "QuickstartHarness"));
        all.put(
                "contract",
                rendering(
                        TemplateId.CONTRACT,
                        new ContractModel(unit("QuickstartNetRingTest", HOSTILE), "NetRingTck", "QuickstartHarness"),
                        "QuickstartNetRingTest"));
        all.put("vif-tests", rendering(TemplateId.VIF_TESTS, vifTests(), "QuickstartVifsTest"));
        all.put("rule-tests", rendering(TemplateId.RULE_TESTS, ruleTests(), "QuickstartRulesTest"));
        return all;
    }

    private static Rendering rendering(TemplateId template, Record model, String type) {
        return new Rendering(template, model, "example/machine/" + type + ".java", "src/main/nodev/machine.yaml");
    }

    private static LegacyMachineModel smallestLegacy() {
        return new LegacyMachineModel(
                unit("QuickstartMachine", "quickstart"),
                List.of(),
                List.of(),
                new SharingModel("machine.yaml:1", "asBuilt", 0, false),
                List.of(ZERO),
                List.of(),
                new RuleMeaningModel("machine.yaml:1", "AS_BUILT", List.of(), List.of()),
                "QuickstartHypercalls",
                "QuickstartClassifier::new");
    }

    private static LegacyMachineModel everyKindOfLegacy() {
        return new LegacyMachineModel(
                unit("QuickstartMachine", HOSTILE),
                List.of(ETH0, ETH1, WAN),
                List.of(CDROM, HDA, SWAP),
                new SharingModel("machine.yaml:40", "asDocumented", 1, true),
                List.of(ZERO, WEB),
                List.of("QuickstartRules", "QuickstartRules2"),
                new RuleMeaningModel(
                        "machine.yaml:20",
                        "AS_DOCUMENTED",
                        List.of(new QuirkModel("CREDIT_UNDERFLOW", true)),
                        List.of(new OwnAddressModel("machine.yaml:14", 1, 0, "192.0.2.11"))),
                "QuickstartHypercalls",
                "counters -> new QuickstartClassifier()");
    }

    private static DeviceDomainMachineModel deviceDomain() {
        return new DeviceDomainMachineModel(
                unit("QuickstartMachine", "quickstart"),
                List.of(ETH0, ETH1),
                List.of(CDROM, HDA, SWAP),
                new SharingModel("machine.yaml:40", "asDocumented", 1, true),
                List.of(ZERO, WEB),
                List.of(
                        new DeviceDomainModel("machine.yaml:30", 0, List.of("eth0", "eth1"), List.of("cdrom", "hda")),
                        new DeviceDomainModel("machine.yaml:32", 2, List.of(), List.of())),
                List.of(new RestartModel("machine.yaml:35", 3, 2_500_000_000L)),
                "firewall.nft",
                "QuickstartHypercalls");
    }

    private static RulesModel rules(WriteModel... writes) {
        return new RulesModel(unit("QuickstartRules", "quickstart"), List.of(writes));
    }

    private static HypercallTableModel hypercalls() {
        return new HypercallTableModel(
                unit("QuickstartHypercalls", "quickstart"),
                "devdomain-io",
                "CoreHypercalls core",
                List.of(
                        new CallModel(1, "mmu_update", "MMU_UPDATE", "core.mmuUpdate()"),
                        new CallModel(6, "net_io_op", "NET_IO_OP", "")));
    }

    private static LauncherModel launcher() {
        return new LauncherModel(
                unit("Main", "quickstart"),
                "LEGACY",
                "QuickstartMachine",
                "example/machine/lan.pcap",
                List.of(
                        new SourceModel("machine.yaml:3", "eth0", "52:54:00:12:34:64"),
                        new SourceModel("machine.yaml:14", "vif1.0", "aa:00:00:00:00:0b")),
                List.of(new ReplayModel("machine.yaml:11", 1)),
                List.of(CDROM, HDA, SWAP));
    }

    private static LauncherModel emptyLauncher() {
        return new LauncherModel(
                unit("Main", "quickstart"), "DEVICE_DOMAIN", "QuickstartMachine", "", List.of(), List.of(), List.of());
    }

    private static HarnessModel harness() {
        return new HarnessModel(
                unit("QuickstartHarness", HOSTILE),
                "LegacyHarness",
                "QuickstartMachine",
                "eth0",
                "00:02:b3:9d:1f:aa",
                List.of(
                        new TestedDomainModel("machine.yaml:9", 0, HOSTILE, true, List.of(), List.of()),
                        new TestedDomainModel(
                                "machine.yaml:11",
                                1,
                                "web",
                                false,
                                List.of(
                                        new TestedVifModel(
                                                "machine.yaml:14", "aa:00:00:00:00:0b", "192.0.2.11 192.0.2.12", 0),
                                        new TestedVifModel("machine.yaml:15", "", "", 2)),
                                VBDS)),
                true,
                "List.of()",
                2,
                List.of(CDROM, HDA),
                new SharingModel("machine.yaml:40", "asDocumented", 1, true));
    }

    private static VifTestsModel vifTests() {
        return new VifTestsModel(
                new GeneratedClassModel(
                        "example.machine",
                        "QuickstartVifsTest",
                        HOSTILE,
                        "src/main/nodev/machine.yaml",
                        List.of("static org.junit.jupiter.api.Assertions.assertTrue", "io.nodev.common.Generated")),
                "QuickstartMachine",
                List.of(0, 1),
                List.of(new VifTestModel("machine.yaml:14", "connectsInterface0OfDomain1", 1, 0, "aa:00:00:00:00:0b")));
    }

    private static RuleTestsModel ruleTests() {
        return new RuleTestsModel(
                unit("QuickstartRulesTest", HOSTILE),
                "QuickstartMachine",
                "QuickstartClassifier()",
                0x9d,
                List.of(0, 1),
                List.of(new RuleTestModel(
                        "vfr.rules:2",
                        "followsVfrRulesLine2",
                        "TCP packet */ {@x} from 1/0",
                        "Endpoint.vif(1, 0)",
                        "TCP",
                        "192.0.2.11:40000",
                        "198.51.100.7:80",
                        "Endpoint.PHYSICAL")));
    }
}

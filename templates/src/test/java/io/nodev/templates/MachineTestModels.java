package io.nodev.templates;

import io.nodev.templates.model.ContractModel;
import io.nodev.templates.model.GeneratedClassModel;
import io.nodev.templates.model.HarnessModel;
import io.nodev.templates.model.HarnessModel.TestedDomainModel;
import io.nodev.templates.model.HarnessModel.TestedVifModel;
import io.nodev.templates.model.RuleTestsModel;
import io.nodev.templates.model.RuleTestsModel.RuleTestModel;
import io.nodev.templates.model.VifTestsModel;
import io.nodev.templates.model.VifTestsModel.VifTestModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tiny models of the templates of a machine's tests. */
final class MachineTestModels {
    private static final String HOSTILE = "\"; */ ${x} \\u0022";

    private MachineTestModels() {}

    private static GeneratedClassModel unit(String type) {
        return new GeneratedClassModel(
                "example.machine",
                type,
                "quickstart",
                "src/main/nodev/machine.yaml",
                List.of("io.nodev.common.Generated", "java.util.List"));
    }

    /** One rendering for each golden file, by its name. */
    static Map<String, Rendering> renderings() {
        Map<String, Rendering> all = new LinkedHashMap<>();
        all.put("harness", rendering(TemplateId.HARNESS, harness(), "QuickstartHarness"));
        all.put("contract", rendering(TemplateId.CONTRACT, contract(), "QuickstartNetRingTest"));
        all.put("vifs", rendering(TemplateId.VIF_TESTS, vifs(), "QuickstartVifsTest"));
        all.put("rules", rendering(TemplateId.RULE_TESTS, rules(), "QuickstartRulesTest"));
        return all;
    }

    private static Rendering rendering(TemplateId template, Record model, String type) {
        return new Rendering(template, model, "example/machine/" + type + ".java", "src/main/nodev/machine.yaml");
    }

    private static HarnessModel harness() {
        return new HarnessModel(
                unit("QuickstartHarness"),
                "LegacyHarness",
                "QuickstartMachine",
                "eth0",
                "00:02:b3:9d:1f:aa",
                List.of(
                        new TestedDomainModel("machine.yaml:9", 0, "Domain-0", true, List.of()),
                        new TestedDomainModel(
                                "machine.yaml:11",
                                1,
                                HOSTILE,
                                false,
                                List.of(
                                        new TestedVifModel("machine.yaml:14", "aa:00:00:00:00:0b", "192.0.2.11"),
                                        new TestedVifModel("machine.yaml:15", "", "")))),
                true,
                "List.of()");
    }

    private static ContractModel contract() {
        return new ContractModel(unit("QuickstartNetRingTest"), "NetRingTck", "QuickstartHarness");
    }

    private static VifTestsModel vifs() {
        return new VifTestsModel(
                unit("QuickstartVifsTest"),
                "QuickstartMachine",
                List.of(0, 1),
                List.of(new VifTestModel("machine.yaml:14", "connectsWeb", 1, 0, "aa:00:00:00:00:0b")));
    }

    private static RuleTestsModel rules() {
        return new RuleTestsModel(
                unit("QuickstartRulesTest"),
                "QuickstartMachine",
                "QuickstartClassifier()",
                0x9D,
                List.of(0, 1),
                List.of(new RuleTestModel(
                        "vfr.rules:3 " + HOSTILE,
                        "followsRule3",
                        "TCP from 1/0",
                        "Endpoint.vif(1, 0)",
                        "TCP",
                        "192.0.2.11:1024",
                        "192.0.2.12:80",
                        "Endpoint.PHYSICAL")));
    }
}

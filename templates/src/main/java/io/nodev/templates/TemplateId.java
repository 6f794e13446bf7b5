package io.nodev.templates;

import io.nodev.templates.model.ContractModel;
import io.nodev.templates.model.DeviceDomainMachineModel;
import io.nodev.templates.model.HarnessModel;
import io.nodev.templates.model.HypercallTableModel;
import io.nodev.templates.model.LauncherModel;
import io.nodev.templates.model.LegacyMachineModel;
import io.nodev.templates.model.PackageInfoModel;
import io.nodev.templates.model.RuleTestsModel;
import io.nodev.templates.model.RulesModel;
import io.nodev.templates.model.VifTestsModel;

/** Every template, with the record that holds all it can read. */
public enum TemplateId {
    /** The package comment of a generated machine. */
    PACKAGE_INFO("java/common/package-info.java.ftl", PackageInfoModel.class),
    /** The assembly of a legacy machine. */
    LEGACY_MACHINE("java/legacy/machine.java.ftl", LegacyMachineModel.class),
    /** The rule writes of a legacy machine. */
    RULES("java/legacy/rules.java.ftl", RulesModel.class),
    /** The assembly of a device-domain machine. */
    DEVICE_DOMAIN_MACHINE("java/devdomain/machine.java.ftl", DeviceDomainMachineModel.class),
    /** The hypercall table of either architecture. */
    HYPERCALLS("java/common/hypercalls.java.ftl", HypercallTableModel.class),
    /** The class that runs a machine. */
    MAIN("java/common/main.java.ftl", LauncherModel.class),
    /** What boots a machine for the common suite. */
    HARNESS("java/common/harness.java.ftl", HarnessModel.class),
    /** One contract of the common suite. */
    CONTRACT("java/common/contract.java.ftl", ContractModel.class),
    /** A test of each vif. */
    VIF_TESTS("java/common/vifs.java.ftl", VifTestsModel.class),
    /** A test of each rule of a legacy machine. */
    RULE_TESTS("java/legacy/rules-test.java.ftl", RuleTestsModel.class);

    private final String path;
    private final Class<? extends Record> model;

    TemplateId(String path, Class<? extends Record> model) {
        this.path = path;
        this.model = model;
    }

    /** The template's name: its path among the templates, with forward slashes. */
    public String path() {
        return path;
    }

    /** The record whose components are the variables of the template. */
    public Class<? extends Record> model() {
        return model;
    }
}

package io.nodev.plugin.generate;

import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RuleLine;
import io.nodev.templates.classifier.ClassifierModel;
import io.nodev.templates.classifier.GeneratedType;
import io.nodev.templates.classifier.RuleModel;
import java.util.List;

/** A machine's rules in the words of the classifier's emitter. */
final class ClassifierModels {
    private ClassifierModels() {}

    static ClassifierModel of(MachineSpec machine, RuleScript script, MachineNames names, String description) {
        List<RuleModel> rules =
                script.newestFirst().stream().map(line -> rule(line, machine)).toList();
        return new ClassifierModel(
                new GeneratedType(names.packageName(), names.classifier()),
                description,
                RuleModels.of(machine.vfr().semantics()),
                rules,
                RuleScript.vifsOf(machine));
    }

    private static RuleModel rule(RuleLine line, MachineSpec machine) {
        return RuleModels.of(line.operation().rule(), RuleScript.origin(line, machine));
    }
}

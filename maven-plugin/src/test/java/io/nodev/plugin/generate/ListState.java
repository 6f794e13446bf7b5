package io.nodev.plugin.generate;

import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.templates.classifier.ClassifierModel;
import io.nodev.templates.classifier.GeneratedType;
import io.nodev.templates.classifier.RuleModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What one generated classifier is valid for: the rules, newest first, and the vifs that exist. */
record ListState(List<VfrRule> rules, Set<Integer> vifs) {
    private static final String PACKAGE = "io.nodev.generated.classifiers";

    ListState {
        rules = List.copyOf(rules);
        vifs = Set.copyOf(vifs);
    }

    ClassifierModel model(String className, VfrSemantics semantics) {
        List<RuleModel> models = new ArrayList<>(rules.size());
        for (int place = 0; place < rules.size(); place++) {
            models.add(RuleModels.of(rules.get(place), "rule " + place));
        }
        return new ClassifierModel(
                new GeneratedType(PACKAGE, className), "machine.yaml", RuleModels.of(semantics), models, vifs);
    }
}

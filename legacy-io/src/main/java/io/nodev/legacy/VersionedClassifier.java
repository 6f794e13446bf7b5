package io.nodev.legacy;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.PacketFields;
import io.nodev.legacy.vfr.RuleListClassifier;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.vif.VifTable;

/**
 * Uses what was generated for one state of the rule list and of the vif table as long as both are in that state, and the
 * interpreted list afterwards. A change is one write, so no look-up sees a half of each.
 */
final class VersionedClassifier implements Classifier {
    private final Classifier generated;
    private final Classifier interpreted;
    private final VfrRuleList rules;
    private final VifTable vifs;
    private final long rulesVersion;
    private final long vifsVersion;

    /** Valid for the rules and vifs as they are now. */
    VersionedClassifier(Classifier generated, VfrRuleList rules, VifTable vifs) {
        this.generated = generated;
        this.interpreted = new RuleListClassifier(rules, vifs);
        this.rules = rules;
        this.vifs = vifs;
        this.rulesVersion = rules.version();
        this.vifsVersion = vifs.version();
    }

    @Override
    public int classify(PacketFields fields, int source) {
        boolean unchanged = rules.version() == rulesVersion && vifs.version() == vifsVersion;
        return (unchanged ? generated : interpreted).classify(fields, source);
    }
}

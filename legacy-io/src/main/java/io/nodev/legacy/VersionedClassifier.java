package io.nodev.legacy;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.PacketFields;
import io.nodev.legacy.vfr.RuleListClassifier;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.vif.VifTable;

/**
 * Uses what was generated for one state of the rule list and of the vif table as long as both are in that state, and the
 * interpreted list afterwards, for good.
 *
 * <p>Any thread may look up while others change. Versions never return to what they were, so a look-up that finds both
 * unchanged, one after the other, found them unchanged together at the time of the first reading: what was generated was
 * valid then. One that began after a change goes by the list. A vif that comes or goes during a look-up by the list may be
 * seen or not.
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

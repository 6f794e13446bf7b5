package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.PacketFields;
import java.util.function.IntPredicate;

/** Interprets a rule list as it is at the moment of each look-up. As documented, a look-up also moves COUNT's counters. */
public final class RuleListClassifier implements Classifier {
    private final VfrRuleList rules;
    private final IntPredicate vifExists;

    /**
     * @param rules the list to interpret
     * @param vifExists whether a vif endpoint is one of a living vif; called by the thread that looks up
     */
    public RuleListClassifier(VfrRuleList rules, IntPredicate vifExists) {
        this.rules = rules;
        this.vifExists = vifExists;
    }

    @Override
    public int classify(PacketFields fields, int source) {
        return rules.table().lookUp(fields, source, vifExists);
    }
}

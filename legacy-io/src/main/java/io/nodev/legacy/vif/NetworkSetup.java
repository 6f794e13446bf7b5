package io.nodev.legacy.vif;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.driver.NetworkCard;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.vfr.VfrSemantics;

/**
 * What a machine's network is made with.
 *
 * @param card the one NIC that vifs reach
 * @param vifs the table that the network keeps
 * @param rules changed by hypercalls and by deaths
 * @param classifier how {@code rules} are looked up
 */
public record NetworkSetup(NetworkCard card, VifTable vifs, VfrRuleList rules, Classifier classifier) {
    VfrSemantics semantics() {
        return rules.semantics();
    }
}

package io.nodev.legacy;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.legacy.vfr.OwnAddresses;
import io.nodev.legacy.vfr.VfrSemantics;
import java.util.List;
import java.util.function.Function;

/**
 * The virtual firewall/router as described.
 *
 * @param writes what domain 0 writes to {@code /proc/xen/vfr}
 * @param generated what was generated for exactly those; null for nothing
 */
record FirewallPlan(
        VfrSemantics semantics,
        OwnAddresses ownAddresses,
        List<String> writes,
        Function<? super RuleCounters, ? extends Classifier> generated) {}

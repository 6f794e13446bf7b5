package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Condition;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketCondition;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.classifier.Pattern;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.common.classifier.RuleIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;

/** A rule list with an index over its rules. */
final class IndexedRules implements LookUp {
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final RuleIndex index;
    private final AtomicLong[] counts;
    private final RuleCounters counters;
    private final int missingVif;

    private IndexedRules(RuleIndex index, AtomicLong[] counts, VfrSemantics semantics) {
        this.index = index;
        this.counts = counts;
        this.counters = this::count;
        this.missingVif = RuleDestination.missing(semantics);
    }

    /**
     * Makes the index.
     *
     * @param newestFirst the rules in list order
     * @param semantics decides the order of evaluation, what COUNT does and where a missing vif leads
     */
    static IndexedRules of(List<CountedRule> newestFirst, VfrSemantics semantics) {
        List<RuleIndex.Rule> rules = new ArrayList<>();
        List<AtomicLong> counts = new ArrayList<>();
        for (CountedRule counted : EvaluationOrder.of(newestFirst, CountedRule::rule, semantics)) {
            boolean onlyCounts = counted.onlyCounts(semantics);
            int destination = RuleDestination.of(counted.rule().destination().endpoint());
            rules.add(new RuleIndex.Rule(
                    patternOf(counted.rule()), onlyCounts, onlyCounts ? counts.size() : destination));
            if (onlyCounts) {
                counts.add(counted.matches());
            }
        }
        return new IndexedRules(RuleIndex.of(rules), counts.toArray(AtomicLong[]::new), semantics);
    }

    private static Pattern patternOf(VfrRule rule) {
        VfrSide from = rule.source();
        VfrSide to = rule.destination();
        List<Condition> conditions = new ArrayList<>();
        conditions.add(PacketCondition.sourceAddress(from.address(), from.addressMask()));
        conditions.add(PacketCondition.destinationAddress(to.address(), to.addressMask()));
        conditions.add(PacketCondition.sourcePort(from.port(), from.portMask()));
        conditions.add(PacketCondition.destinationPort(to.port(), to.portMask()));
        switch (VfrProtocol.of(rule.protocol()).orElseThrow()) {
            case IP -> conditions.add(PacketCondition.network(PacketFields.NETWORK_IP));
            case ARP -> conditions.add(PacketCondition.network(PacketFields.NETWORK_ARP));
            case TCP -> conditions.add(PacketCondition.transport(TCP));
            case UDP -> conditions.add(PacketCondition.transport(UDP));
            case ANY -> {}
        }
        addSource(rule, conditions);
        return Pattern.of(conditions);
    }

    /** A packet never goes back to where it came from; where only one source is asked for, that is settled already. */
    private static void addSource(VfrRule rule, List<Condition> conditions) {
        VfrEndpoint source = rule.source().endpoint();
        VfrEndpoint destination = rule.destination().endpoint();
        if (!source.equals(VfrEndpoint.ANY)) {
            conditions.add(PacketCondition.from(RuleDestination.of(source)));
        } else if (destination.equals(VfrEndpoint.PHYSICAL) || destination.isNameable()) {
            conditions.add(PacketCondition.from(RuleDestination.of(destination)).negated());
        }
    }

    @Override
    public int lookUp(PacketFields fields, int from, IntPredicate vifExists) {
        int destination = index.find(fields.key(from), Endpoint.DROP, counters);
        return RuleDestination.resolve(destination, vifExists, missingVif);
    }

    private void count(int number) {
        counts[number].getAndIncrement();
    }
}

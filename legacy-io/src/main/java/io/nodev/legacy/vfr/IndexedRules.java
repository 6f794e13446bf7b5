package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Condition;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketCondition;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.classifier.Pattern;
import io.nodev.common.classifier.PatternIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;

/**
 * A rule list with an index over the patterns of its rules. Rules that only count have an index of their own, which is
 * asked for all that match and come before the one that decides.
 */
final class IndexedRules implements LookUp {
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final PatternIndex deciding;
    private final int[] destinations;
    private final int[] decidingPlaces;
    private final PatternIndex counting;
    private final AtomicLong[] counters;
    private final int[] countingPlaces;
    private final int missingVif;

    private IndexedRules(List<Row> deciding, List<Row> counting, VfrSemantics semantics) {
        this.deciding = PatternIndex.of(deciding.stream().map(Row::pattern).toList());
        destinations = deciding.stream()
                .mapToInt(row ->
                        RuleDestination.of(row.counted.rule().destination().endpoint()))
                .toArray();
        decidingPlaces = deciding.stream().mapToInt(Row::place).toArray();
        this.counting = PatternIndex.of(counting.stream().map(Row::pattern).toList());
        counters = counting.stream().map(row -> row.counted.matches()).toArray(AtomicLong[]::new);
        countingPlaces = counting.stream().mapToInt(Row::place).toArray();
        missingVif = RuleDestination.missing(semantics);
    }

    /** A rule and its place in the order of evaluation. */
    private record Row(CountedRule counted, int place) {
        Pattern pattern() {
            return patternOf(counted.rule());
        }
    }

    /**
     * Makes the index.
     *
     * @param newestFirst the rules in list order
     * @param semantics decides the order of evaluation, what COUNT does and where a missing vif leads
     */
    static IndexedRules of(List<CountedRule> newestFirst, VfrSemantics semantics) {
        List<Row> deciding = new ArrayList<>();
        List<Row> counting = new ArrayList<>();
        int place = 0;
        for (CountedRule counted : EvaluationOrder.of(newestFirst, CountedRule::rule, semantics)) {
            (counted.onlyCounts(semantics) ? counting : deciding).add(new Row(counted, place++));
        }
        return new IndexedRules(deciding, counting, semantics);
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
        long[] key = fields.key(from);
        int decider = deciding.first(key, 0);
        if (counters.length != 0) {
            count(key, decider == PatternIndex.NONE ? Integer.MAX_VALUE : decidingPlaces[decider]);
        }
        return decider == PatternIndex.NONE
                ? Endpoint.DROP
                : RuleDestination.resolve(destinations[decider], vifExists, missingVif);
    }

    private void count(long[] key, int before) {
        int counted = counting.first(key, 0);
        while (counted != PatternIndex.NONE && countingPlaces[counted] < before) {
            counters[counted].getAndIncrement();
            counted = counting.first(key, counted + 1);
        }
    }
}

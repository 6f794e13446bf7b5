package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** First match in the order of evaluation, held against the loop of 2004 written out. */
class EvaluationOrderTest {
    private static final VfrEndpoint[] ENDS = {
        VfrEndpoint.ANY,
        VfrEndpoint.PHYSICAL,
        VfrEndpoint.UNKNOWN,
        new VfrEndpoint(0, 0),
        new VfrEndpoint(1, 0),
        new VfrEndpoint(1, 1),
        new VfrEndpoint(1, 9)
    };
    private static final int[] SOURCES = {Endpoint.PHYSICAL, 0, 8, 9, 16};

    @Test
    void keepsListOrderWithoutTheQuirkAndPutsSpecialOnesLastAndOldestFirstWithIt() {
        VfrRule oldWire = VfrRule.between(VfrEndpoint.ANY, VfrEndpoint.PHYSICAL);
        VfrRule concrete = VfrRule.between(VfrEndpoint.ANY, new VfrEndpoint(1, 0));
        VfrRule drop = VfrRule.between(VfrEndpoint.ANY, VfrEndpoint.UNKNOWN);
        List<VfrRule> newestFirst = List.of(drop, concrete, oldWire);
        assertThat(EvaluationOrder.of(newestFirst, VfrSemantics.AS_DOCUMENTED)).isEqualTo(newestFirst);
        assertThat(EvaluationOrder.of(newestFirst, VfrSemantics.AS_BUILT)).containsExactly(concrete, oldWire, drop);
    }

    @Test
    void leavesOutRulesThatNoPacketMatches() {
        List<VfrRule> dead = List.of(
                VfrRule.ZERO,
                VfrRule.between(VfrEndpoint.UNKNOWN, VfrEndpoint.PHYSICAL),
                VfrRule.between(VfrEndpoint.PHYSICAL, VfrEndpoint.PHYSICAL),
                VfrRule.between(new VfrEndpoint(1, 8), VfrEndpoint.PHYSICAL),
                VfrRule.between(new VfrEndpoint(32_768, 0), VfrEndpoint.PHYSICAL),
                new VfrRule(VfrSide.of(VfrEndpoint.ANY), VfrSide.of(VfrEndpoint.PHYSICAL), 5, 0));
        assertThat(EvaluationOrder.of(dead, VfrSemantics.AS_BUILT)).isEmpty();
    }

    @Test
    void decidesLikeTheLoopOf2004OnRandomLists() {
        Random random = new Random(2004);
        for (int round = 0; round < 3000; round++) {
            List<VfrRule> newestFirst = new ArrayList<>();
            for (int n = random.nextInt(7); n > 0; n--) {
                newestFirst.add(randomRule(random));
            }
            EvaluationTable table =
                    EvaluationTable.of(newestFirst.stream().map(CountedRule::of).toList(), VfrSemantics.AS_BUILT);
            for (int source : SOURCES) {
                PacketFields fields = randomFields(random);
                assertThat(table.lookUp(fields, source, vif -> vif != 9))
                        .as("%s from %s", newestFirst, Endpoint.toString(source))
                        .isEqualTo(loopOf2004(newestFirst, fields, source));
            }
        }
    }

    private static VfrRule randomRule(Random random) {
        VfrSide from = new VfrSide(
                ENDS[random.nextInt(ENDS.length)],
                random.nextInt(4),
                random.nextInt(3),
                random.nextInt(3),
                random.nextInt(2));
        VfrSide to = new VfrSide(
                ENDS[random.nextInt(ENDS.length)],
                random.nextInt(4),
                random.nextInt(3),
                random.nextInt(3),
                random.nextInt(2));
        return new VfrRule(from, to, random.nextInt(6), random.nextInt(2));
    }

    private static PacketFields randomFields(Random random) {
        PacketFields fields = new PacketFields();
        fields.setProtocols(
                random.nextBoolean() ? PacketFields.NETWORK_IP : PacketFields.NETWORK_ARP,
                new int[] {0, 6, 17}[random.nextInt(3)]);
        fields.setAddresses(random.nextInt(4), random.nextInt(4));
        fields.setPorts(0, 0);
        return fields;
    }

    private static int loopOf2004(List<VfrRule> newestFirst, PacketFields fields, int source) {
        VfrEndpoint best = VfrEndpoint.UNKNOWN;
        for (VfrRule rule : newestFirst) {
            if (matches(rule, fields, VfrEndpoint.of(source))) {
                best = rule.destination().endpoint();
                if (!best.isSpecial()) {
                    break;
                }
            }
        }
        if (best.isSpecial()) {
            return best.equals(VfrEndpoint.PHYSICAL) ? Endpoint.PHYSICAL : Endpoint.DROP;
        }
        boolean exists = best.isNameable() && best.toEndpoint() != 9;
        return exists ? best.toEndpoint() : Endpoint.PHYSICAL;
    }

    private static boolean matches(VfrRule rule, PacketFields fields, VfrEndpoint source) {
        VfrSide from = rule.source();
        VfrSide to = rule.destination();
        boolean ends = (from.endpoint().equals(source) || from.endpoint().equals(VfrEndpoint.ANY))
                && !to.endpoint().equals(source);
        boolean headers = ((from.address() ^ fields.sourceAddress()) & from.addressMask()) == 0
                && ((to.address() ^ fields.destinationAddress()) & to.addressMask()) == 0
                && ((from.port() ^ fields.sourcePort()) & from.portMask()) == 0
                && ((to.port() ^ fields.destinationPort()) & to.portMask()) == 0;
        boolean protocol = switch (rule.protocol()) {
            case 0 -> true;
            case 1 -> fields.network() == PacketFields.NETWORK_IP;
            case 2 -> fields.transport() == 6;
            case 3 -> fields.transport() == 17;
            case 4 -> fields.network() == PacketFields.NETWORK_ARP;
            default -> false;
        };
        return ends && headers && protocol;
    }
}

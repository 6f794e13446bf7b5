package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;

/**
 * A rule list made ready for look-ups: one column of plain numbers per field, in the order of evaluation, so that the
 * first row that matches decides. Immutable but for the counters; a look-up allocates nothing and takes no lock.
 *
 * <p>The order of evaluation carries the meaning. As built it is all rules with a concrete destination, newest first,
 * then those with a special one, oldest first: that is "the newest concrete match, else the oldest special one". As
 * documented it is simply newest first. Rows that no packet can match are left out.
 */
final class EvaluationTable implements LookUp {
    private static final int ANY_SOURCE = -3;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final int[] source;
    private final int[] sourceAddress;
    private final int[] sourceAddressMask;
    private final int[] destinationAddress;
    private final int[] destinationAddressMask;
    private final int[] ports;
    private final int[] portMasks;
    private final int[] protocolBit;
    private final int[] destination;
    private final AtomicLong[] counters;
    private final int missingVif;

    private EvaluationTable(List<CountedRule> rows, VfrSemantics semantics) {
        int size = rows.size();
        source = new int[size];
        sourceAddress = new int[size];
        sourceAddressMask = new int[size];
        destinationAddress = new int[size];
        destinationAddressMask = new int[size];
        ports = new int[size];
        portMasks = new int[size];
        protocolBit = new int[size];
        destination = new int[size];
        counters = new AtomicLong[size];
        missingVif = RuleDestination.missing(semantics);
        for (int row = 0; row < size; row++) {
            fill(row, rows.get(row), semantics);
        }
    }

    private void fill(int row, CountedRule counted, VfrSemantics semantics) {
        VfrRule rule = counted.rule();
        VfrSide from = rule.source();
        VfrSide to = rule.destination();
        source[row] = sourceCode(from.endpoint());
        sourceAddress[row] = from.address();
        sourceAddressMask[row] = from.addressMask();
        destinationAddress[row] = to.address();
        destinationAddressMask[row] = to.addressMask();
        ports[row] = from.port() << 16 | to.port();
        portMasks[row] = from.portMask() << 16 | to.portMask();
        protocolBit[row] = 1 << rule.protocol();
        destination[row] = RuleDestination.of(to.endpoint());
        counters[row] = counted.onlyCounts(semantics) ? counted.matches() : null;
    }

    /**
     * Makes a table.
     *
     * @param newestFirst the rules in list order
     * @param semantics decides the order of evaluation, what COUNT does and where a missing vif leads
     */
    static EvaluationTable of(List<CountedRule> newestFirst, VfrSemantics semantics) {
        return new EvaluationTable(EvaluationOrder.of(newestFirst, CountedRule::rule, semantics), semantics);
    }

    private static int sourceCode(VfrEndpoint end) {
        if (end.equals(VfrEndpoint.ANY)) {
            return ANY_SOURCE;
        }
        return end.equals(VfrEndpoint.PHYSICAL) ? Endpoint.PHYSICAL : end.toEndpoint();
    }

    @Override
    public int lookUp(PacketFields fields, int from, IntPredicate vifExists) {
        int fromAddress = fields.sourceAddress();
        int toAddress = fields.destinationAddress();
        int packetPorts = fields.sourcePort() << 16 | fields.destinationPort() & 0xFFFF;
        int absentPorts = absent(fields.sourcePort()) << 16 | absent(fields.destinationPort());
        int protocols = protocolBits(fields);
        for (int row = 0; row < source.length; row++) {
            if (((destinationAddress[row] ^ toAddress) & destinationAddressMask[row]) == 0
                    && (source[row] == from || source[row] == ANY_SOURCE)
                    && ((sourceAddress[row] ^ fromAddress) & sourceAddressMask[row]) == 0
                    && (protocolBit[row] & protocols) != 0
                    && (((ports[row] ^ packetPorts) | absentPorts) & portMasks[row]) == 0
                    && destination[row] != from
                    && decides(row)) {
                return RuleDestination.resolve(destination[row], vifExists, missingVif);
            }
        }
        return Endpoint.DROP;
    }

    /** All ones, in 16 bits, for a port that the packet does not show: any rule that looks at it differs. */
    private static int absent(int port) {
        return port == PacketFields.NO_PORT ? 0xFFFF : 0;
    }

    private static int protocolBits(PacketFields fields) {
        int bits = 1 << VfrProtocol.ANY.code();
        bits |= fields.network() == PacketFields.NETWORK_IP ? 1 << VfrProtocol.IP.code() : 0;
        bits |= fields.network() == PacketFields.NETWORK_ARP ? 1 << VfrProtocol.ARP.code() : 0;
        bits |= fields.transport() == TCP ? 1 << VfrProtocol.TCP.code() : 0;
        bits |= fields.transport() == UDP ? 1 << VfrProtocol.UDP.code() : 0;
        return bits;
    }

    private boolean decides(int row) {
        AtomicLong counter = counters[row];
        if (counter == null) {
            return true;
        }
        counter.getAndIncrement();
        return false;
    }
}

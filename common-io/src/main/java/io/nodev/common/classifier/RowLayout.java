package io.nodev.common.classifier;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells of one row of a {@link RuleTable}: 16 ints, one cache line. A tested field has two cells, the value it must
 * have under the mask, then the mask; a mask of 0 with a value of 0 tests nothing.
 *
 * <pre>
 *  0 destination address   2 source address   4 source endpoint    6 protocols
 *  8 destination port     10 source port     12 excluded source   13 verb     14 target     15 unused, 0
 * </pre>
 */
final class RowLayout {
    static final int DESTINATION_ADDRESS = 0;
    static final int SOURCE_ADDRESS = 2;
    static final int SOURCE = 4;
    static final int PROTOCOLS = 6;
    static final int DESTINATION_PORT = 8;
    static final int SOURCE_PORT = 10;
    static final int EXCLUDED_SOURCE = 12;
    static final int VERB = 13;
    static final int TARGET = 14;
    static final int CELLS = 16;

    /** From the cell of a value to the cell of its mask. */
    static final int MASK = 1;

    /** In {@link #EXCLUDED_SOURCE}: none; no packet comes from there. */
    static final int NOBODY = Endpoint.DROP;

    /** Verb: the target is the answer. */
    static final int TO = 0;

    /** Verb: the target is the number of the rule to count. */
    static final int COUNT = 1;

    /** The network protocol's part of {@link #PROTOCOLS}. */
    static final int NETWORK_MASK = 0xFFFF00;

    /** The transport protocol's part of {@link #PROTOCOLS}. */
    static final int TRANSPORT_MASK = 0xFF;

    private RowLayout() {}

    static int protocols(int network, int transport) {
        return network << 8 | transport;
    }

    /**
     * The cell for a port mask. A set mask also covers the bits no port has, so that {@link PacketFields#NO_PORT} has
     * no port's value under any mask.
     */
    static int portMask(int mask) {
        return mask == 0 ? 0 : mask | 0xFFFF0000;
    }

    /** The row that begins at a cell as a rule of an index. */
    static RuleIndex.Rule rule(int[] cells, int at) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(upper(PacketFields.ADDRESSES, cells, at + SOURCE_ADDRESS));
        conditions.add(lower(PacketFields.ADDRESSES, cells, at + DESTINATION_ADDRESS));
        conditions.add(upper(PacketFields.PORTS, cells, at + SOURCE_PORT));
        conditions.add(lower(PacketFields.PORTS, cells, at + DESTINATION_PORT));
        conditions.add(upper(PacketFields.SOURCE_AND_PROTOCOLS, cells, at + SOURCE));
        conditions.add(lower(PacketFields.SOURCE_AND_PROTOCOLS, cells, at + PROTOCOLS));
        if (cells[at + EXCLUDED_SOURCE] != NOBODY) {
            conditions.add(PacketCondition.from(cells[at + EXCLUDED_SOURCE]).negated());
        }
        return new RuleIndex.Rule(Pattern.of(conditions), cells[at + VERB] == COUNT, cells[at + TARGET]);
    }

    private static Condition upper(int word, int[] cells, int cell) {
        return PacketCondition.upper(word, cells[cell + MASK], cells[cell]);
    }

    private static Condition lower(int word, int[] cells, int cell) {
        return PacketCondition.lower(word, cells[cell + MASK], cells[cell]);
    }
}

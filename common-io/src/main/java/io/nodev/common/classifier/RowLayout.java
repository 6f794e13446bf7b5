package io.nodev.common.classifier;

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
}

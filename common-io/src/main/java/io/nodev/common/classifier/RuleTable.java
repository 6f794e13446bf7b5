package io.nodev.common.classifier;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A rule list as a table of numbers: the form of lists too long to be worth a machine code comparison each. The first row
 * that matches decides, unless it only counts; what the rules of a machine mean, and with it their order, was settled by
 * whoever wrote the rows. Rows are examined one by one until a {@link RuleIndex} of them has been made off the data path;
 * the answers are the same.
 *
 * <p>Rows are text, one a line, words separated by single spaces, and read once:
 *
 * <pre>
 * row       = ( "to" ENDPOINT | "count" RULE ) *condition [ "#" anything ]
 * condition = "from" ENDPOINT | "unless-from" ENDPOINT
 *           | ( "src" | "dst" ) QUAD [ "/" QUAD ] | ( "sport" | "dport" ) PORT [ "/" MASK ]
 *           | "ip" | "arp" | "tcp" | "udp"
 * ENDPOINT  = DOMAIN "/" INDEX | "PHYS" | "DROP"
 * </pre>
 *
 * An address or port without a mask is exact. Empty lines and lines that begin with {@code #} are not rows.
 */
public final class RuleTable {
    private final int[] cells;
    private volatile RuleIndex index;

    RuleTable(int[] cells) {
        this.cells = cells;
    }

    /**
     * Reads a table whose rows were cut into several texts, in order.
     *
     * @throws IllegalArgumentException if a line is not a row; the message holds it
     */
    public static RuleTable parse(String... texts) {
        RuleTable table = inOrder(texts);
        OffPath.executor().execute(table::makeIndex);
        return table;
    }

    /** The same, but it always examines row by row. */
    static RuleTable inOrder(String... texts) {
        return new RuleTableReader().read(List.of(texts));
    }

    /** Makes the index that look-ups use from then on. */
    void makeIndex() {
        index = RuleIndex.of(IntStream.range(0, rows())
                .mapToObj(row -> RowLayout.rule(cells, row * RowLayout.CELLS))
                .toList());
    }

    /** Whether there is an index already. */
    boolean isIndexed() {
        return index != null;
    }

    /** The number of rows. */
    public int rows() {
        return cells.length / RowLayout.CELLS;
    }

    /**
     * Names the destination of one packet, as {@link Classifier#classify}.
     *
     * @param fields what the packet's headers say
     * @param source the {@link Endpoint} it came from: a vif or {@link Endpoint#PHYSICAL}
     * @param counters told of every counting row that matches and comes before the deciding one
     */
    public int classify(PacketFields fields, int source, RuleCounters counters) {
        RuleIndex made = index;
        return made == null
                ? examine(fields, source, counters)
                : made.find(fields.key(source), Endpoint.DROP, counters);
    }

    private int examine(PacketFields fields, int source, RuleCounters counters) {
        for (int row = 0; row < cells.length; row += RowLayout.CELLS) {
            if (addressesMatch(row, fields) && sourceMatches(row, source) && protocolsMatch(row, fields)) {
                int target = cells[row + RowLayout.TARGET];
                if (cells[row + RowLayout.VERB] == RowLayout.TO) {
                    return target;
                }
                counters.count(target);
            }
        }
        return Endpoint.DROP;
    }

    private boolean addressesMatch(int row, PacketFields fields) {
        return masked(row, RowLayout.DESTINATION_ADDRESS, fields.destinationAddress())
                && masked(row, RowLayout.SOURCE_ADDRESS, fields.sourceAddress());
    }

    private boolean sourceMatches(int row, int source) {
        return masked(row, RowLayout.SOURCE, source) && cells[row + RowLayout.EXCLUDED_SOURCE] != source;
    }

    private boolean protocolsMatch(int row, PacketFields fields) {
        return masked(row, RowLayout.PROTOCOLS, RowLayout.protocols(fields.network(), fields.transport()))
                && masked(row, RowLayout.DESTINATION_PORT, fields.destinationPort())
                && masked(row, RowLayout.SOURCE_PORT, fields.sourcePort());
    }

    private boolean masked(int row, int cell, int field) {
        return (field & cells[row + cell + RowLayout.MASK]) == cells[row + cell];
    }
}

package io.nodev.common.classifier.classbench;

import io.nodev.common.classifier.Condition;
import io.nodev.common.classifier.Pattern;
import io.nodev.common.classifier.classbench.Filter.Ports;
import java.util.ArrayList;
import java.util.List;

/** Filters and headers as patterns and keys of three words: the addresses, the ports, the protocol. */
public final class FiveTuples {
    private static final int ADDRESSES = 0;
    private static final int PORTS = 1;
    private static final int PROTOCOL = 2;
    private static final long LOWER = 0xFFFF_FFFFL;

    private FiveTuples() {}

    /** The filters, in order. */
    public static List<Pattern> patterns(List<Filter> filters) {
        return filters.stream().map(FiveTuples::pattern).toList();
    }

    private static Pattern pattern(Filter filter) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(Condition.masked(
                ADDRESSES,
                pair(Filter.mask(filter.sourceBits()), Filter.mask(filter.destinationBits())),
                pair(filter.source(), filter.destination())));
        addPorts(conditions, filter.sourcePorts(), Integer.SIZE);
        addPorts(conditions, filter.destinationPorts(), 0);
        if (filter.protocol() != Filter.ANY_PROTOCOL) {
            conditions.add(Condition.masked(PROTOCOL, 0xFF, filter.protocol()));
        }
        return Pattern.of(conditions);
    }

    private static void addPorts(List<Condition> conditions, Ports ports, int shift) {
        if (!ports.equals(Ports.ANY)) {
            long mask = LOWER << shift;
            conditions.add(Condition.range(PORTS, mask, (long) ports.low() << shift, (long) ports.high() << shift));
        }
    }

    /** A header's key. */
    public static long[] key(Header header) {
        return new long[] {
            pair(header.source(), header.destination()),
            pair(header.sourcePort(), header.destinationPort()),
            header.protocol()
        };
    }

    private static long pair(int upper, int lower) {
        return (long) upper << Integer.SIZE | lower & LOWER;
    }
}

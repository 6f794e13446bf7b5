package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.devdomain.nft.ruleset.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule asks behind the IPv4 header.
 *
 * @param protocol which protocol
 * @param source the source port
 * @param target the destination port
 */
record Transport(Protocol protocol, Bits source, Bits target) {
    /** Which bits of an IPv4 header's flags and offset are the offset; a later fragment, which has no ports, has some. */
    private static final Bits FIRST_FRAGMENT = new Bits(0, 0x1FFF);

    /** Asks for nothing. */
    static final Transport ANY = new Transport(Protocol.ANY, Bits.ANY, Bits.ANY);

    /** The protocols a rule can ask for. */
    enum Protocol {
        /** Whatever it is. */
        ANY(0, null, null),
        /** TCP. */
        TCP(6, Selector.TCP_SPORT, Selector.TCP_DPORT),
        /** UDP. */
        UDP(17, Selector.UDP_SPORT, Selector.UDP_DPORT);

        private final int number;
        private final Selector sourcePort;
        private final Selector targetPort;

        Protocol(int number, Selector sourcePort, Selector targetPort) {
            this.number = number;
            this.sourcePort = sourcePort;
            this.targetPort = targetPort;
        }
    }

    /**
     * @throws IllegalArgumentException if a port of no protocol is asked for
     */
    Transport {
        if (protocol == Protocol.ANY && asksForPorts(source, target)) {
            throw new IllegalArgumentException("a port belongs to TCP or UDP: source=" + source + ", target=" + target);
        }
    }

    private static boolean asksForPorts(Bits source, Bits target) {
        return !source.isAny() || !target.isAny();
    }

    /**
     * The question as matches. Ports alone say which protocol is meant. Before them stands that the packet is no later
     * fragment, because nftables takes for ports what lies where they would be.
     */
    List<Statement> matches() {
        List<Statement> matches = new ArrayList<>();
        if (asksForPorts(source, target)) {
            matches.add(FIRST_FRAGMENT.of(Selector.IP_FRAG_OFF));
        }
        if (!source.isAny()) {
            matches.add(source.of(protocol.sourcePort));
        }
        if (!target.isAny()) {
            matches.add(target.of(protocol.targetPort));
        }
        if (matches.isEmpty() && protocol != Protocol.ANY) {
            Key key = new Key(List.of(Key.Part.of(Selector.IP_PROTOCOL)));
            matches.add(new Statement.Match(key, false, Range.of(DataType.INET_PROTO, protocol.number)));
        }
        return matches;
    }
}

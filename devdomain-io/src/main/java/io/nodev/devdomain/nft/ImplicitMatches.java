package io.nodev.devdomain.nft;

import io.nodev.devdomain.nft.ruleset.DataSource;
import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Family;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.devdomain.nft.ruleset.Statement.Match;
import io.nodev.devdomain.nft.ruleset.Statement.Rewrite;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds the matches that nft adds where they make a difference: in the family netdev, a rule that has looked at the
 * Ethernet header finds out from its type field whether a frame carries IP or ARP, and so no longer sees through a VLAN
 * tag. Elsewhere a field that is valid has its protocol by itself; see {@link HeaderParser}.
 */
final class ImplicitMatches {
    private final List<Statement> statements = new ArrayList<>();
    private boolean hasSeenEthernet;
    private boolean isSettled;

    private ImplicitMatches() {}

    /** The statements of a rule with what they imply. */
    static List<Statement> of(Family family, List<Statement> rule) {
        if (family == Family.BRIDGE) {
            return rule;
        }
        ImplicitMatches matches = new ImplicitMatches();
        rule.forEach(matches::add);
        return matches.statements;
    }

    private void add(Statement statement) {
        if (statement instanceof Match match) {
            look(match.key());
            isSettled |= settles(match);
        } else if (statement instanceof Statement.VerdictMap map) {
            look(map.key());
        } else if (statement instanceof Rewrite rewrite) {
            look(AddressField.of(rewrite.target()).isInNetworkHeader() ? Selector.ARP_OPERATION : Selector.ETHER_SADDR);
            look(rewrite.source());
        } else if (statement instanceof Statement.Forward forward) {
            look(forward.source());
        }
        statements.add(statement);
    }

    private void look(DataSource source) {
        if (source instanceof DataSource.Lookup lookup) {
            look(lookup.key());
        }
    }

    private void look(Key key) {
        key.parts().forEach(part -> look(part.selector()));
    }

    private void look(Selector selector) {
        switch (selector.header()) {
            case "ether" -> hasSeenEthernet = true;
            case "ip", "arp" -> {
                if (hasSeenEthernet && !isSettled) {
                    long type = DataType.ETHER_TYPE.named(selector.header()).orElseThrow();
                    Key key = new Key(List.of(Key.Part.of(Selector.ETHER_TYPE)));
                    statements.add(new Match(key, false, Range.of(DataType.ETHER_TYPE, type)));
                }
                isSettled = true;
            }
            default -> {
                // Its protocol is found by other means.
            }
        }
    }

    private static boolean settles(Match match) {
        Key.Part part = match.key().parts().get(0);
        return part.selector() == Selector.ETHER_TYPE
                && match.key().parts().size() == 1
                && !part.isMasked()
                && !match.isNegated()
                && match.operand() instanceof Range range
                && !range.isInterval()
                && !DataType.ETHER_TYPE.format(range.low()).startsWith("0x");
    }
}

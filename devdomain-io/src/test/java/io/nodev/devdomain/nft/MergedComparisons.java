package io.nodev.devdomain.nft;

import io.nodev.devdomain.nft.ruleset.DataSource;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.Rule;
import io.nodev.devdomain.nft.ruleset.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Tells the rules that nft 1.0.6 may give another meaning when it makes one comparison out of two of the same header: it
 * moves the first behind a counter that stands between them, and of two with != it makes one that either satisfies.
 */
final class MergedComparisons {
    private enum Header {
        LINK,
        NETWORK,
        TRANSPORT
    }

    private MergedComparisons() {}

    static boolean arePossible(Rule rule) {
        List<Statement> statements = rule.statements();
        Set<Header> negated = EnumSet.noneOf(Header.class);
        Set<Header> before = EnumSet.noneOf(Header.class);
        Set<Header> apart = EnumSet.noneOf(Header.class);
        for (Statement statement : statements) {
            Set<Header> here = headers(statement);
            if (here.stream().anyMatch(apart::contains)) {
                return true;
            }
            if (statement instanceof Statement.Match match && match.isNegated()) {
                if (here.stream().anyMatch(negated::contains)) {
                    return true;
                }
                negated.addAll(here);
            }
            if (statement instanceof Statement.Match) {
                before.addAll(here);
            } else {
                apart.addAll(before);
            }
        }
        return false;
    }

    private static Set<Header> headers(Statement statement) {
        if (statement instanceof Statement.Match match) {
            return headers(match.key());
        }
        if (statement instanceof Statement.VerdictMap map) {
            return headers(map.key());
        }
        if (statement instanceof Statement.Rewrite rewrite) {
            Set<Header> headers = headers(rewrite.source());
            headers.add(Header.LINK);
            return headers;
        }
        return statement instanceof Statement.Forward forward
                ? headers(forward.source())
                : EnumSet.noneOf(Header.class);
    }

    private static Set<Header> headers(DataSource source) {
        return source instanceof DataSource.Lookup lookup ? headers(lookup.key()) : EnumSet.noneOf(Header.class);
    }

    /** A look into IP or ARP may bring a comparison of the Ethernet type with it. */
    private static Set<Header> headers(Key key) {
        Set<Header> headers = EnumSet.noneOf(Header.class);
        for (Key.Part part : key.parts()) {
            switch (part.selector().header()) {
                case "ether" -> headers.add(Header.LINK);
                case "ip", "arp" -> headers.addAll(Set.of(Header.LINK, Header.NETWORK));
                case "tcp", "udp" -> headers.add(Header.TRANSPORT);
                default -> {
                    // No header.
                }
            }
        }
        return headers;
    }
}

package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.ElementSource;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.devdomain.nft.ruleset.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows that ask for one destination address each. None of them speaks of what comes from the vif that it sends to, so an
 * address that one vif claims is left out for that vif; one that several claim is left out for nobody.
 */
final class ClaimedAddresses {
    private final HeaderKind kind;
    private final Map<Integer, Set<Optional<String>>> claims = new LinkedHashMap<>();

    ClaimedAddresses(List<WireMatch> matches, HeaderKind kind) {
        this.kind = kind;
        for (WireMatch match : matches) {
            int address = (int) match.headers().target().value();
            claims.computeIfAbsent(address, key -> new LinkedHashSet<>()).add(match.notFrom());
        }
    }

    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        List<Element> exceptions = exceptions();
        if (!exceptions.isEmpty() && claims.size() == 1) {
            statements.add(
                    Matches.notNames(Selector.IIFNAME, claimants().stream().toList()));
        } else if (!exceptions.isEmpty()) {
            ElementSource set = new ElementSource.Anonymous(exceptions);
            statements.add(Matches.lookUp(true, set, List.of(Selector.IIFNAME, kind.target())));
        }
        statements.add(Matches.addresses(kind.target(), false, claims.keySet()));
        return statements;
    }

    private Set<String> claimants() {
        Set<String> names = new LinkedHashSet<>();
        claims.values().forEach(vifs -> vifs.forEach(vif -> vif.ifPresent(names::add)));
        return names;
    }

    private List<Element> exceptions() {
        List<Element> elements = new ArrayList<>();
        claims.forEach((address, vifs) -> {
            if (vifs.size() == 1) {
                vifs.iterator()
                        .next()
                        .ifPresent(vif ->
                                elements.add(Matches.element(List.of(Matches.name(vif), Matches.address(address)))));
            }
        });
        return elements;
    }
}

package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.ElementSource;
import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.NamedSet;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.spec.MachineSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who may send from which hardware address: a guest's vif from its own. A bridge learns where a station is after prerouting,
 * so what is dropped there cannot draw another's frames. Device domains' own ports, domain 0 and NICs may send from any.
 */
final class StationRules {
    private static final String STATIONS = "stations";

    private final MachineSpec machine;
    private final List<BridgeSpec.Port> guests;

    StationRules(MachineSpec machine, List<BridgeSpec> bridges) {
        this.machine = machine;
        this.guests = bridges.stream()
                .flatMap(bridge -> bridge.guests().stream())
                .filter(port -> port.domain() != 0)
                .toList();
    }

    /** Adds the set and the chain, if there are guests. */
    void addTo(FirewallText text) {
        if (guests.isEmpty()) {
            return;
        }
        List<SourceLocation> origins =
                guests.stream().map(port -> port.vif().orElseThrow().location()).toList();
        NamedSet.Type type =
                new NamedSet.Type(List.of(), List.of(DataType.IFNAME, DataType.ETHER_ADDR), Optional.empty());
        List<Element> elements = guests.stream().map(this::element).toList();
        text.add(origins, new NamedSet(STATIONS, type, Set.of(), OptionalInt.empty(), Optional.empty(), elements));
        text.add(AnnotatedChain.before(Hook.PREROUTING, List.of(rule(origins))));
    }

    private Element element(BridgeSpec.Port port) {
        long mac = machine.macOf(
                        machine.domain(port.domain()).orElseThrow(), port.vif().orElseThrow())
                .bits();
        return Matches.element(List.of(Matches.name(port.name()), Range.of(DataType.ETHER_ADDR, mac)));
    }

    private AnnotatedRule rule(List<SourceLocation> origins) {
        return new AnnotatedRule(
                origins,
                List.of(
                        Matches.names(
                                Selector.IIFNAME,
                                guests.stream().map(BridgeSpec.Port::name).toList()),
                        Matches.lookUp(
                                true,
                                new ElementSource.Named(STATIONS),
                                List.of(Selector.IIFNAME, Selector.ETHER_SADDR)),
                        Matches.count(DropCounter.FOREIGN_STATION),
                        Matches.DROP));
    }
}

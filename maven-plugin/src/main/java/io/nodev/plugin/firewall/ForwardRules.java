package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.spec.NicSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What passes between ports of a bridge. Names of ports are those of the whole machine, so one chain serves all bridges. */
final class ForwardRules {
    private static final String TO_WIRE = "to_wire";
    private static final String FROM_VIF = DerivedFirewall.FROM_VIF;
    private static final String TO_VIF = DerivedFirewall.TO_VIF;

    private final WireChains wire;
    private final List<NicSpec> nics;
    private final List<BridgeSpec.Port> guests;
    private final List<BridgeSpec.Port> senders;
    private final List<BridgeSpec.Port> domain0;

    ForwardRules(List<BridgeSpec> bridges, WireChains wire) {
        this.wire = wire;
        this.nics = bridges.stream().flatMap(bridge -> bridge.nics().stream()).toList();
        this.guests =
                bridges.stream().flatMap(bridge -> bridge.guests().stream()).toList();
        this.senders = guests.stream().filter(port -> port.domain() != 0).toList();
        this.domain0 = guests.stream().filter(port -> port.domain() == 0).toList();
    }

    /** The rules of the hook. */
    List<AnnotatedRule> rules() {
        List<AnnotatedRule> rules = new ArrayList<>();
        if (!nics.isEmpty()) {
            addAboutNics(rules);
        }
        if (!guests.isEmpty()) {
            rules.add(new AnnotatedRule(
                    origins(guests), List.of(Matches.names(Selector.IIFNAME, names(guests)), Matches.jump(FROM_VIF))));
            rules.add(AnnotatedRule.of(Matches.goTo(TO_VIF)));
        }
        return rules;
    }

    private void addAboutNics(List<AnnotatedRule> rules) {
        var toNic = Matches.names(Selector.OIFNAME, nicNames());
        var fromNic = Matches.names(Selector.IIFNAME, nicNames());
        if (!domain0.isEmpty()) {
            rules.add(new AnnotatedRule(
                    Stream.concat(nicOrigins(), origins(domain0).stream()).toList(),
                    List.of(Matches.names(Selector.IIFNAME, names(domain0)), toNic, Matches.ACCEPT)));
        }
        if (nics.size() > 1) {
            rules.add(new AnnotatedRule(
                    nicOrigins().toList(),
                    List.of(fromNic, toNic, Matches.count(DropCounter.BETWEEN_NICS), Matches.DROP)));
        }
        if (!senders.isEmpty()) {
            rules.add(new AnnotatedRule(nicOrigins().toList(), List.of(toNic, Matches.goTo(TO_WIRE))));
        }
        if (!domain0.isEmpty()) {
            rules.add(new AnnotatedRule(
                    Stream.concat(nicOrigins(), origins(domain0).stream()).toList(),
                    List.of(
                            fromNic,
                            Matches.names(Selector.OIFNAME, names(domain0)),
                            Matches.goTo(DerivedFirewall.FROM_NIC))));
        }
    }

    private Stream<SourceLocation> nicOrigins() {
        return nics.stream().map(NicSpec::location);
    }

    private List<String> nicNames() {
        return nics.stream().map(NicSpec::name).toList();
    }

    private static List<String> names(List<BridgeSpec.Port> ports) {
        return ports.stream().map(BridgeSpec.Port::name).toList();
    }

    private static List<SourceLocation> origins(List<BridgeSpec.Port> ports) {
        return ports.stream().map(port -> port.vif().orElseThrow().location()).toList();
    }

    /** The chains that the rules go on in. */
    List<AnnotatedChain> chains() {
        if (nics.isEmpty() || senders.isEmpty()) {
            return List.of();
        }
        Map<VfrEndpoint, String> names = new HashMap<>();
        senders.forEach(port -> names.put(new VfrEndpoint(port.domain(), port.index()), port.name()));
        List<AnnotatedRule> first =
                wire.ownAddressesOnly() ? List.of(AnnotatedRule.of(Matches.jump(FROM_VIF))) : List.of();
        return wire.of(TO_WIRE, first, new WireRules.Senders(names, true));
    }
}

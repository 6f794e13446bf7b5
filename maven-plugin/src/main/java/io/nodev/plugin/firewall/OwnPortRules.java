package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What passes to and from a device domain's own port. Hooks do not name that port, so the other one says which bridge it is.
 */
final class OwnPortRules {
    private final BridgeSpec bridge;
    private final WireChains wire;
    private final String port;

    OwnPortRules(BridgeSpec bridge, WireChains wire) {
        this.bridge = bridge;
        this.wire = wire;
        this.port = "vif" + bridge.owner();
    }

    private boolean isDomain0() {
        return bridge.owner() == 0;
    }

    private List<Integer> addresses() {
        return DerivedFirewall.addressesOf(bridge.own());
    }

    /** What the hook for frames to the port begins with, on this bridge. */
    Optional<AnnotatedRule> input() {
        List<SourceLocation> origins = Stream.concat(bridge.nicOrigins().stream(), bridge.guestOrigins().stream())
                .toList();
        return bridge.portNames().isEmpty()
                ? Optional.empty()
                : Optional.of(new AnnotatedRule(
                        origins,
                        List.of(Matches.names(Selector.IIFNAME, bridge.portNames()), Matches.goTo("to_" + port))));
    }

    /** What the hook for frames from the port begins with, on this bridge. */
    List<AnnotatedRule> output() {
        List<AnnotatedRule> rules = new ArrayList<>();
        if (!bridge.nics().isEmpty()) {
            Statement verdict = isDomain0() ? Matches.ACCEPT : Matches.goTo(port + "_to_wire");
            rules.add(new AnnotatedRule(
                    bridge.nicOrigins(), List.of(Matches.names(Selector.OIFNAME, bridge.nicNames()), verdict)));
        }
        if (!bridge.guests().isEmpty()) {
            rules.add(new AnnotatedRule(
                    bridge.guestOrigins(),
                    List.of(Matches.names(Selector.OIFNAME, bridge.guestNames()), Matches.goTo("from_" + port))));
        }
        return rules;
    }

    /** The chains that the rules go on in. */
    List<AnnotatedChain> chains() {
        List<AnnotatedChain> chains = new ArrayList<>();
        if (!bridge.portNames().isEmpty()) {
            chains.add(AnnotatedChain.of("to_" + port, to()));
        }
        if (!bridge.guests().isEmpty()) {
            chains.add(AnnotatedChain.of("from_" + port, from()));
        }
        if (!bridge.nics().isEmpty() && !isDomain0()) {
            VfrEndpoint end = new VfrEndpoint(bridge.owner(), bridge.own().index());
            List<AnnotatedRule> first = wire.ownAddressesOnly() ? foreignSources() : List.of();
            chains.addAll(wire.of(
                    port + "_to_wire",
                    first,
                    new WireRules.Senders(Map.of(end, bridge.own().name()), false)));
        }
        return chains;
    }

    private List<AnnotatedRule> to() {
        List<AnnotatedRule> rules = new ArrayList<>();
        if (!bridge.guests().isEmpty()) {
            rules.add(new AnnotatedRule(
                    bridge.guestOrigins(),
                    List.of(
                            Matches.names(Selector.IIFNAME, bridge.guestNames()),
                            Matches.jump(DerivedFirewall.FROM_VIF))));
        }
        for (HeaderKind kind : HeaderKind.values()) {
            if (!addresses().isEmpty()) {
                rules.add(new AnnotatedRule(
                        bridge.own().origins(),
                        List.of(
                                Matches.isOf(kind),
                                Matches.addresses(kind.target(), false, addresses()),
                                Matches.ACCEPT)));
            }
        }
        if (isDomain0() && !bridge.nics().isEmpty()) {
            rules.add(new AnnotatedRule(
                    bridge.nicOrigins(),
                    List.of(
                            Matches.names(Selector.IIFNAME, bridge.nicNames()),
                            Matches.goTo(DerivedFirewall.FROM_NIC))));
        }
        rules.add(DerivedFirewall.drop(DropCounter.FOREIGN_TARGET));
        rules.add(DerivedFirewall.dropOthers());
        return rules;
    }

    private List<AnnotatedRule> from() {
        List<AnnotatedRule> rules = new ArrayList<>(foreignSources());
        rules.add(AnnotatedRule.of(Matches.goTo(DerivedFirewall.TO_VIF)));
        return rules;
    }

    /** Drops what is not from one of the port's own addresses. */
    private List<AnnotatedRule> foreignSources() {
        if (addresses().isEmpty()) {
            return List.of(DerivedFirewall.drop(DropCounter.FOREIGN_SOURCE));
        }
        List<AnnotatedRule> rules = new ArrayList<>();
        for (HeaderKind kind : HeaderKind.values()) {
            rules.add(new AnnotatedRule(
                    bridge.own().origins(),
                    List.of(
                            Matches.isOf(kind),
                            Matches.addresses(kind.source(), true, addresses()),
                            Matches.count(DropCounter.FOREIGN_SOURCE),
                            Matches.DROP)));
        }
        return rules;
    }
}

package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.ElementSource;
import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.NamedSet;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.spec.AddressSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RuleLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The firewall of a machine that has none of its own. It drops what a guest sends from a hardware address that is not its own,
 * and what it does not let pass: from a vif, ARP and IPv4 from its own addresses; to a vif, ARP and IPv4 for its own addresses; to a NIC, what the virtual firewall/router would send to the
 * wire; to domain 0, what is for its own addresses, and from a NIC whatever is for no other vif. Domain 0 itself may send
 * anything to a NIC.
 */
final class DerivedFirewall {
    static final String OWN = "own";
    static final String FROM_VIF = "from_vif";
    static final String TO_VIF = "to_vif";
    static final String FROM_NIC = "from_nic_to_domain0";

    private final MachineSpec machine;
    private final List<BridgeSpec> bridges;
    private final ForwardRules forward;
    private final List<OwnPortRules> ownPorts;
    private final FirewallText text;

    /**
     * @param machine without errors
     * @param newestFirst its rules, in list order
     * @param sentences comments the text begins with, one a line
     */
    DerivedFirewall(MachineSpec machine, List<RuleLine> newestFirst, List<String> sentences) {
        this.machine = machine;
        this.bridges = BridgeSpec.of(machine);
        WireChains wire = new WireChains(machine, newestFirst);
        this.forward = new ForwardRules(bridges, wire);
        this.ownPorts =
                bridges.stream().map(bridge -> new OwnPortRules(bridge, wire)).toList();
        this.text = new FirewallText(sentences);
    }

    /** The text of the firewall. The same input gives the same text. */
    String text() {
        addOwn();
        new StationRules(machine, bridges).addTo(text);
        text.add(AnnotatedChain.at(
                Hook.INPUT,
                ownPorts.stream().flatMap(port -> port.input().stream()).toList()));
        text.add(AnnotatedChain.at(Hook.FORWARD, forward.rules()));
        text.add(AnnotatedChain.at(
                Hook.OUTPUT,
                ownPorts.stream().flatMap(port -> port.output().stream()).toList()));
        text.add(fromVif());
        text.add(toVif());
        fromNic().ifPresent(text::add);
        forward.chains().forEach(text::add);
        ownPorts.stream().map(OwnPortRules::chains).flatMap(List::stream).forEach(text::add);
        return text.toString();
    }

    /** The addresses of the guests' vifs: who may send as whom, and who gets what. */
    private void addOwn() {
        List<SourceLocation> origins = new ArrayList<>();
        List<Element> elements = new ArrayList<>();
        for (BridgeSpec bridge : bridges) {
            for (BridgeSpec.Port port : bridge.guests()) {
                origins.addAll(port.origins());
                addressesOf(port)
                        .forEach(address -> elements.add(
                                Matches.element(List.of(Matches.name(port.name()), Matches.address(address)))));
            }
        }
        NamedSet.Type type =
                new NamedSet.Type(List.of(), List.of(DataType.IFNAME, DataType.IPV4_ADDR), Optional.empty());
        text.add(origins, new NamedSet(OWN, type, Set.of(), OptionalInt.empty(), Optional.empty(), elements));
    }

    /** The addresses of a port, each once. */
    static List<Integer> addressesOf(BridgeSpec.Port port) {
        return port.addresses().stream().map(AddressSpec::address).distinct().toList();
    }

    private static AnnotatedChain fromVif() {
        return AnnotatedChain.of(
                FROM_VIF,
                List.of(
                        AnnotatedRule.of(
                                Matches.isOf(HeaderKind.IPV4),
                                own(Selector.IIFNAME, Selector.IP_SADDR),
                                Matches.RETURN),
                        AnnotatedRule.of(
                                Matches.isOf(HeaderKind.ARP),
                                own(Selector.IIFNAME, Selector.ARP_SADDR_IP),
                                Matches.RETURN),
                        drop(DropCounter.FOREIGN_SOURCE),
                        dropOthers()));
    }

    private static AnnotatedChain toVif() {
        return AnnotatedChain.of(
                TO_VIF,
                List.of(
                        AnnotatedRule.of(
                                Matches.isOf(HeaderKind.IPV4),
                                own(Selector.OIFNAME, Selector.IP_DADDR),
                                Matches.ACCEPT),
                        AnnotatedRule.of(
                                Matches.isOf(HeaderKind.ARP),
                                own(Selector.OIFNAME, Selector.ARP_DADDR_IP),
                                Matches.ACCEPT),
                        drop(DropCounter.FOREIGN_TARGET),
                        dropOthers()));
    }

    private static Statement own(Selector port, Selector address) {
        return Matches.lookUp(false, new ElementSource.Named(OWN), List.of(port, address));
    }

    /** Drops ARP and IPv4, and counts why. */
    static AnnotatedRule drop(DropCounter reason) {
        return AnnotatedRule.of(Matches.isOfAny(HeaderKind.IPV4, HeaderKind.ARP), Matches.count(reason), Matches.DROP);
    }

    /** Drops the rest. */
    static AnnotatedRule dropOthers() {
        return AnnotatedRule.of(Matches.count(DropCounter.NOT_ARP_OR_IPV4), Matches.DROP);
    }

    /** What a NIC may send to domain 0: all that is not for another vif. */
    private Optional<AnnotatedChain> fromNic() {
        boolean needed = bridges.stream().anyMatch(bridge -> !bridge.nics().isEmpty() && hasDomain0(bridge));
        if (!needed) {
            return Optional.empty();
        }
        OtherAddresses others = OtherAddresses.of(machine);
        List<AnnotatedRule> rules = new ArrayList<>();
        for (HeaderKind kind : HeaderKind.values()) {
            others.drop(kind).ifPresent(rules::add);
        }
        rules.add(AnnotatedRule.of(Matches.ACCEPT));
        return Optional.of(AnnotatedChain.of(FROM_NIC, rules));
    }

    private static boolean hasDomain0(BridgeSpec bridge) {
        return bridge.owner() == 0 || bridge.guests().stream().anyMatch(port -> port.domain() == 0);
    }
}

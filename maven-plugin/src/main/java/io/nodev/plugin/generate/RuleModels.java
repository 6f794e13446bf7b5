package io.nodev.plugin.generate;

import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrAction;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.legacy.vfr.VfrProtocol;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.legacy.vfr.VfrSide;
import io.nodev.templates.classifier.AddressMatch;
import io.nodev.templates.classifier.ClassifierSemantics;
import io.nodev.templates.classifier.HeaderMatch;
import io.nodev.templates.classifier.PortMatch;
import io.nodev.templates.classifier.Protocol;
import io.nodev.templates.classifier.RuleAction;
import io.nodev.templates.classifier.RuleEndpoint;
import io.nodev.templates.classifier.RuleModel;
import java.util.Optional;

/** Says in the words of the classifier emitter what the hypervisor's rule list holds and how it decides. */
public final class RuleModels {
    private RuleModels() {}

    /**
     * The model of one rule. A rule whose protocol no packet has stays in the list, so that the others keep their places,
     * as a rule from nowhere.
     *
     * @param origin where the rule comes from, see {@link RuleModel#origin()}
     */
    public static RuleModel of(VfrRule rule, String origin) {
        Optional<Protocol> protocol = VfrProtocol.of(rule.protocol()).map(RuleModels::protocol);
        HeaderMatch headers = new HeaderMatch(
                address(rule.source()),
                address(rule.destination()),
                port(rule.source()),
                port(rule.destination()),
                protocol.orElse(Protocol.ANY));
        return new RuleModel(
                origin,
                protocol.isPresent() ? endpoint(rule.source().endpoint()) : RuleEndpoint.UNKNOWN,
                endpoint(rule.destination().endpoint()),
                headers,
                rule.action() == VfrAction.COUNT.code() ? RuleAction.COUNT : RuleAction.ACCEPT);
    }

    /** How a list with these semantics decides. Quirks that are not about look-ups have no part in it. */
    public static ClassifierSemantics of(VfrSemantics semantics) {
        return new ClassifierSemantics(
                semantics.has(Quirk.OLDEST_SPECIAL_WINS),
                semantics.has(Quirk.MISSING_VIF_IS_PHYSICAL),
                !semantics.isDocumented(),
                semantics.isDocumented());
    }

    private static RuleEndpoint endpoint(VfrEndpoint endpoint) {
        return new RuleEndpoint(endpoint.domain(), endpoint.index());
    }

    private static AddressMatch address(VfrSide side) {
        return new AddressMatch(side.address(), side.addressMask());
    }

    private static PortMatch port(VfrSide side) {
        return new PortMatch(side.port(), side.portMask());
    }

    private static Protocol protocol(VfrProtocol protocol) {
        return switch (protocol) {
            case ANY -> Protocol.ANY;
            case IP -> Protocol.IP;
            case TCP -> Protocol.TCP;
            case UDP -> Protocol.UDP;
            case ARP -> Protocol.ARP;
        };
    }
}

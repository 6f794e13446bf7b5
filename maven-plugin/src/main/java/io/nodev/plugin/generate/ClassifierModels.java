package io.nodev.plugin.generate;

import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrAction;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.legacy.vfr.VfrProtocol;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.legacy.vfr.VfrSide;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RuleLine;
import io.nodev.templates.classifier.AddressMatch;
import io.nodev.templates.classifier.ClassifierModel;
import io.nodev.templates.classifier.ClassifierSemantics;
import io.nodev.templates.classifier.GeneratedType;
import io.nodev.templates.classifier.HeaderMatch;
import io.nodev.templates.classifier.PortMatch;
import io.nodev.templates.classifier.Protocol;
import io.nodev.templates.classifier.RuleAction;
import io.nodev.templates.classifier.RuleEndpoint;
import io.nodev.templates.classifier.RuleModel;
import java.util.List;
import java.util.Optional;

/** A machine's rules in the words of the classifier's emitter. */
final class ClassifierModels {
    private ClassifierModels() {}

    static ClassifierModel of(MachineSpec machine, RuleScript script, MachineNames names, String description) {
        List<RuleModel> rules =
                script.newestFirst().stream().map(rule -> rule(rule, machine)).toList();
        return new ClassifierModel(
                new GeneratedType(names.packageName(), names.classifier()),
                description,
                semantics(machine.vfr().semantics()),
                rules,
                RuleScript.vifsOf(machine));
    }

    /**
     * The rule; without one whose protocol no packet has the others would be counted from the wrong place, so it stays as a
     * rule from nowhere.
     */
    private static RuleModel rule(RuleLine line, MachineSpec machine) {
        VfrRule rule = line.operation().rule();
        Optional<Protocol> protocol = VfrProtocol.of(rule.protocol()).map(ClassifierModels::protocol);
        RuleEndpoint source = protocol.isPresent() ? end(rule.source().endpoint()) : RuleEndpoint.UNKNOWN;
        HeaderMatch headers = new HeaderMatch(
                address(rule.source()),
                address(rule.destination()),
                port(rule.source()),
                port(rule.destination()),
                protocol.orElse(Protocol.ANY));
        RuleAction action = rule.action() == VfrAction.COUNT.code() ? RuleAction.COUNT : RuleAction.ACCEPT;
        return new RuleModel(
                RuleScript.origin(line, machine), source, end(rule.destination().endpoint()), headers, action);
    }

    private static ClassifierSemantics semantics(VfrSemantics semantics) {
        return new ClassifierSemantics(
                semantics.has(Quirk.OLDEST_SPECIAL_WINS),
                semantics.has(Quirk.MISSING_VIF_IS_PHYSICAL),
                !semantics.isDocumented(),
                semantics.isDocumented());
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

    private static RuleEndpoint end(VfrEndpoint end) {
        return new RuleEndpoint(end.domain(), end.index());
    }

    private static AddressMatch address(VfrSide side) {
        return new AddressMatch(side.address(), side.addressMask());
    }

    private static PortMatch port(VfrSide side) {
        return new PortMatch(side.port(), side.portMask());
    }
}

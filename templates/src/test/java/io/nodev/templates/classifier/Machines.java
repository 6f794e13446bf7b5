package io.nodev.templates.classifier;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.packet.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Models for the tests. */
final class Machines {
    static final int CONTROL = Endpoint.vif(0, 0);
    static final int WEB = Endpoint.vif(1, 0);
    static final int DB = Endpoint.vif(2, 0);

    private Machines() {}

    static ClassifierModel machine(ClassifierSemantics semantics, List<RuleModel> newestFirst) {
        return new ClassifierModel(
                new GeneratedType("example.machine", "MachineClassifier"),
                "src/main/nodev/machine.yaml",
                semantics,
                newestFirst,
                Set.of(CONTROL, WEB, DB));
    }

    static RuleModel rule(String origin, RuleEndpoint source, RuleEndpoint destination, HeaderMatch headers) {
        return new RuleModel(origin, source, destination, headers, RuleAction.ACCEPT);
    }

    static RuleModel rule(RuleEndpoint source, RuleEndpoint destination) {
        return rule("vfr.rules:1", source, destination, HeaderMatch.ANY);
    }

    static RuleModel counting(RuleModel rule) {
        return new RuleModel(rule.origin(), rule.source(), rule.destination(), rule.headers(), RuleAction.COUNT);
    }

    static RuleEndpoint vif(int domain, int index) {
        return RuleEndpoint.vif(domain, index);
    }

    /** The two rules the tools wrote for a vif's address, newest first. */
    static List<RuleModel> standard(int domain, String address) {
        String origin = "standard rule of domain " + domain + ", " + address;
        AddressMatch exact = AddressMatch.exactly(Ipv4Address.parse(address));
        return List.of(
                rule(origin, RuleEndpoint.ANY, vif(domain, 0), HeaderMatch.ANY.withDestination(exact)),
                rule(origin, vif(domain, 0), RuleEndpoint.PHYSICAL, HeaderMatch.ANY.withSource(exact)));
    }

    static List<RuleModel> quickstart() {
        List<RuleModel> rules = new ArrayList<>();
        rules.addAll(standard(2, "192.0.2.12"));
        rules.addAll(standard(1, "192.0.2.11"));
        rules.addAll(standard(0, "192.0.2.1"));
        return rules;
    }

    /** As many rules as asked for that send each address of a range to one of two vifs. */
    static List<RuleModel> rules(int count) {
        List<RuleModel> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AddressMatch address = AddressMatch.exactly(0x0A000000 + i);
            rules.add(rule(
                    "vfr.rules:" + (count - i),
                    RuleEndpoint.ANY,
                    vif(1 + i % 2, 0),
                    HeaderMatch.ANY.withDestination(address)));
        }
        return rules;
    }
}

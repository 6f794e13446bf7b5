package io.nodev.templates.classifier;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a model, read one by one as they are written: what the generated class is held against. It shares no
 * decision with the emitter, and endpoints stay pairs.
 */
final class Interpreter {
    private final ClassifierModel model;
    private final List<Integer> counted = new ArrayList<>();

    Interpreter(ClassifierModel model) {
        this.model = model;
    }

    List<Integer> counted() {
        return counted;
    }

    int classify(PacketFields fields, int source) {
        RuleEndpoint from = source == Endpoint.PHYSICAL
                ? RuleEndpoint.PHYSICAL
                : new RuleEndpoint(Endpoint.domain(source), Endpoint.index(source));
        RuleEndpoint best = RuleEndpoint.UNKNOWN;
        for (int i = 0; i < model.rules().size(); i++) {
            RuleModel rule = model.rules().get(i);
            if (!matches(rule, from, fields)) {
                continue;
            }
            if (rule.action() == RuleAction.COUNT && model.semantics().countContinues()) {
                counted.add(i);
                continue;
            }
            best = rule.destination();
            if (best.domain() != -1 || !model.semantics().oldestSpecialWins()) {
                break;
            }
        }
        return result(best);
    }

    private int result(RuleEndpoint best) {
        if (best.domain() == -1) {
            return best.index() == 1 ? Endpoint.PHYSICAL : Endpoint.DROP;
        }
        for (int vif : model.vifs()) {
            if (best.domain() == Endpoint.domain(vif) && best.index() == Endpoint.index(vif)) {
                return vif;
            }
        }
        return model.semantics().missingVifIsPhysical() ? Endpoint.PHYSICAL : Endpoint.DROP;
    }

    private boolean matches(RuleModel rule, RuleEndpoint from, PacketFields fields) {
        boolean comesFromThere =
                rule.source().domain() == from.domain() && rule.source().index() == from.index()
                        || rule.source().domain() == -1 && rule.source().index() == 2;
        boolean goesBack = rule.destination().domain() == from.domain()
                && rule.destination().index() == from.index();
        HeaderMatch headers = rule.headers();
        return comesFromThere
                && !goesBack
                && ((headers.source().address() ^ fields.sourceAddress())
                                & headers.source().mask())
                        == 0
                && ((headers.destination().address() ^ fields.destinationAddress())
                                & headers.destination().mask())
                        == 0
                && port(headers.sourcePort(), fields.sourcePort())
                && port(headers.destinationPort(), fields.destinationPort())
                && protocol(headers.protocol(), fields);
    }

    private boolean port(PortMatch match, int port) {
        int read = model.semantics().portsReadAsZero() ? 0 : port;
        if (read == PacketFields.NO_PORT) {
            return match.mask() == 0;
        }
        return ((match.port() ^ read) & match.mask()) == 0;
    }

    private static boolean protocol(Protocol protocol, PacketFields fields) {
        return switch (protocol) {
            case ANY -> true;
            case IP -> fields.network() == 0x0800;
            case ARP -> fields.network() == 0x0806;
            case TCP -> fields.transport() == 6;
            case UDP -> fields.transport() == 17;
        };
    }
}

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
        RuleModel best = null;
        for (RuleModel rule : model.rules()) {
            if (!countsOnly(rule) && matches(rule, from, fields)) {
                best = rule;
                if (rule.destination().domain() != -1 || !model.semantics().oldestSpecialWins()) {
                    break;
                }
            }
        }
        for (RuleModel rule : tried()) {
            if (rule == best) {
                break;
            }
            if (countsOnly(rule) && matches(rule, from, fields)) {
                counted.add(place(rule));
            }
        }
        return result(best == null ? RuleEndpoint.UNKNOWN : best.destination());
    }

    private boolean countsOnly(RuleModel rule) {
        return rule.action() == RuleAction.COUNT && model.semantics().countContinues();
    }

    /** Every rule in the order in which COUNT rules see packets. */
    private List<RuleModel> tried() {
        if (!model.semantics().oldestSpecialWins()) {
            return model.rules();
        }
        List<RuleModel> tried = new ArrayList<>();
        model.rules().stream().filter(rule -> rule.destination().domain() != -1).forEach(tried::add);
        for (int i = model.rules().size() - 1; i >= 0; i--) {
            if (model.rules().get(i).destination().domain() == -1) {
                tried.add(model.rules().get(i));
            }
        }
        return tried;
    }

    private int place(RuleModel wanted) {
        int place = 0;
        while (model.rules().get(place) != wanted) {
            place++;
        }
        return place;
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

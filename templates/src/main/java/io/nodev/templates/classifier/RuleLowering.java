package io.nodev.templates.classifier;

import io.nodev.common.classifier.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Turns a machine's rules into steps, in the order in which they are tried so that the first one that decides is right,
 * up to the first that decides for every packet. With {@link ClassifierSemantics#oldestSpecialWins()} that order is: rules
 * to a vif, newest first, then the others, oldest first; without it, all rules, newest first.
 */
final class RuleLowering {
    private final ClassifierModel model;

    private RuleLowering(ClassifierModel model) {
        this.model = model;
    }

    static List<Step> steps(ClassifierModel model) {
        return new RuleLowering(model).lowerAll();
    }

    private List<Step> lowerAll() {
        List<Step> steps = new ArrayList<>(model.rules().size());
        for (int place : placesInOrder()) {
            Step step = lower(model.rules().get(place), place);
            steps.add(step);
            if (step.decidesAlways()) {
                break;
            }
        }
        return steps;
    }

    private List<Integer> placesInOrder() {
        List<Integer> places = new ArrayList<>(model.rules().size());
        List<Integer> special = new ArrayList<>();
        for (int place = 0; place < model.rules().size(); place++) {
            boolean last = model.semantics().oldestSpecialWins()
                    && model.rules().get(place).destination().isSpecial();
            (last ? special : places).add(place);
        }
        Collections.reverse(special);
        places.addAll(special);
        return places;
    }

    private Step lower(RuleModel rule, int place) {
        if (!rule.source().equals(RuleEndpoint.ANY) && !rule.source().isAddressable()) {
            return Step.skip(rule, "no packet comes from " + rule.source());
        }
        if (rule.source().equals(rule.destination()) && !rule.source().equals(RuleEndpoint.ANY)) {
            return Step.skip(rule, "no packet goes back to where it came from");
        }
        if (model.semantics().portsReadAsZero() && !portsHoldZero(rule.headers())) {
            return Step.skip(rule, "every port is read as 0");
        }
        HeaderMatch headers = settled(rule.headers());
        SourceTest source = sourceTest(rule);
        if (rule.action() == RuleAction.COUNT && model.semantics().countContinues()) {
            return new Step(rule, Step.Verb.COUNT, place, source, headers, "");
        }
        return new Step(rule, Step.Verb.DECIDE, answer(rule.destination()), source, headers, "");
    }

    private HeaderMatch settled(HeaderMatch headers) {
        return model.semantics().portsReadAsZero() ? headers.withPorts(PortMatch.ANY, PortMatch.ANY) : headers;
    }

    private static boolean portsHoldZero(HeaderMatch headers) {
        return headers.sourcePort().value() == 0 && headers.destinationPort().value() == 0;
    }

    private static SourceTest sourceTest(RuleModel rule) {
        if (!rule.source().equals(RuleEndpoint.ANY)) {
            return SourceTest.is(rule.source().number());
        }
        return rule.destination().isAddressable()
                ? SourceTest.isNot(rule.destination().number())
                : SourceTest.ANY;
    }

    private int answer(RuleEndpoint destination) {
        if (destination.isSpecial()) {
            return destination.equals(RuleEndpoint.PHYSICAL) ? Endpoint.PHYSICAL : Endpoint.DROP;
        }
        if (destination.isAddressable() && model.vifs().contains(destination.number())) {
            return destination.number();
        }
        return model.semantics().missingVifIsPhysical() ? Endpoint.PHYSICAL : Endpoint.DROP;
    }
}

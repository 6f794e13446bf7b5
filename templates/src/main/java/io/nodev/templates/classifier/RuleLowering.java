package io.nodev.templates.classifier;

import io.nodev.common.classifier.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a machine's rules into steps, one a rule and in the same order, up to the first step that decides for every
 * packet.
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
        for (RuleModel rule : model.rules()) {
            Step step = lower(rule, steps.size());
            steps.add(step);
            if (step.decidesAlways()) {
                break;
            }
        }
        return steps;
    }

    private Step lower(RuleModel rule, int number) {
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
            return new Step(rule, Step.Verb.COUNT, number, source, headers, "");
        }
        return new Step(rule, verb(rule.destination()), answer(rule.destination()), source, headers, "");
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

    private Step.Verb verb(RuleEndpoint destination) {
        return destination.isSpecial() && model.semantics().oldestSpecialWins() ? Step.Verb.REMEMBER : Step.Verb.DECIDE;
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

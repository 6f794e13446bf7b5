package io.nodev.plugin.generate;

import io.nodev.common.Generated;
import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.legacy.LegacyMachine;
import io.nodev.legacy.vfr.RuleListClassifier;
import io.nodev.legacy.vfr.SamplePacket;
import io.nodev.legacy.vfr.VfrFields;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.plugin.spec.DomainSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RuleLine;
import io.nodev.templates.escape.JavaNames;
import io.nodev.templates.model.GeneratedClassModel;
import io.nodev.templates.model.RuleTestsModel;
import io.nodev.templates.model.RuleTestsModel.RuleTestModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A test of each rule: a packet that the rule speaks of, and where the whole list sends it. */
final class RuleTests {
    /** Rules that get a test; a longer list is held as a whole by the classifier's own tests. */
    private static final int MOST_TESTED = 500;

    private static final int MAC_FOURTH_OCTET_SHIFT = 16;

    private static final Set<String> METHODS = Set.of("boot", "close", "packet", "assertGoes");

    private final MachineSources.Described described;
    private final MachineSpec machine;
    private final MachineNames names;
    private final ExamplePackets examples;
    private final VfrRuleList list;
    private final int macOctet;

    RuleTests(MachineSources.Described described, MachineNames names) {
        this.described = described;
        this.machine = described.machine();
        this.names = names;
        this.examples = new ExamplePackets(RuleScript.vifsOf(machine));
        this.macOctet = (int) (machine.nics().get(0).mac().bits() >>> MAC_FOURTH_OCTET_SHIFT) & 0xFF;
        this.list = new VfrRuleList(machine.vfr().semantics());
        List<RuleLine> oldestFirst = new ArrayList<>(described.rules().newestFirst());
        Collections.reverse(oldestFirst);
        list.addAll(oldestFirst.stream().map(line -> line.operation().rule()).toList());
    }

    /** The model; empty if there is no rule that a packet could match. */
    Optional<RuleTestsModel> model() {
        JavaNames methods = new JavaNames(JavaNames.Style.MEMBER, METHODS);
        List<RuleLine> oldestFirst = new ArrayList<>(described.rules().newestFirst());
        Collections.reverse(oldestFirst);
        List<RuleTestModel> tests = oldestFirst.stream()
                .limit(MOST_TESTED)
                .flatMap(line ->
                        examples.of(line.operation().rule()).stream().map(packet -> test(line, packet, methods)))
                .toList();
        if (tests.isEmpty()) {
            return Optional.empty();
        }
        String made = names.classifier() + (needsCounters() ? "(RuleCounters.NONE)" : "()");
        List<Integer> domains = machine.domains().stream().map(DomainSpec::id).toList();
        return Optional.of(new RuleTestsModel(unit(), names.machine(), made, macOctet, domains, tests));
    }

    private boolean needsCounters() {
        return ClassifierModels.of(machine, described.rules(), names, described.description())
                .needsCounters();
    }

    private GeneratedClassModel unit() {
        Imports imports = new Imports(names.packageName(), names.all(0))
                .with(Generated.class, Classifier.class, Endpoint.class, PacketFields.class, IdleGuest.class)
                .with(MachineOptions.class, Ipv4Address.class, LegacyMachine.class, RuleListClassifier.class)
                .with(SamplePacket.class, VfrFields.class, VfrRuleList.class)
                .with(
                        "org.junit.jupiter.api.AfterAll",
                        "org.junit.jupiter.api.BeforeAll",
                        "org.junit.jupiter.api.Test",
                        "static org.junit.jupiter.api.Assertions.assertEquals",
                        "static org.junit.jupiter.api.Assertions.assertTrue");
        if (needsCounters()) {
            imports.with(RuleCounters.class);
        }
        return new GeneratedClassModel(
                names.packageName(), names.test("Rules"), machine.name(), described.description(), imports.names());
    }

    private RuleTestModel test(RuleLine line, SamplePacket packet, JavaNames methods) {
        PacketFields fields = new PacketFields();
        byte[] frame = packet.toFrame(macOctet);
        if (!new VfrFields(list.semantics()).read(frame, frame.length, fields)) {
            throw new IllegalStateException("every sample is a packet that rules see: packet=" + packet);
        }
        int destination =
                new RuleListClassifier(list, RuleScript.vifsOf(machine)::contains).classify(fields, packet.source());
        String goes = destination == Endpoint.DROP ? " is dropped" : " goes to " + Endpoint.toString(destination);
        String origin = RuleScript.origin(line, machine);
        return new RuleTestModel(
                origin,
                methods.allocate("follows " + Origin.of(line.location()).replace(":", " line")),
                packet + goes,
                expression(packet.source()),
                packet.kind().name(),
                Ipv4Address.format(packet.sourceAddress()) + ":" + packet.sourcePort(),
                Ipv4Address.format(packet.destinationAddress()) + ":" + packet.destinationPort(),
                expression(destination));
    }

    private static String expression(int endpoint) {
        if (endpoint == Endpoint.PHYSICAL) {
            return "Endpoint.PHYSICAL";
        }
        return endpoint == Endpoint.DROP
                ? "Endpoint.DROP"
                : "Endpoint.vif(" + Endpoint.domain(endpoint) + ", " + Endpoint.index(endpoint) + ")";
    }
}

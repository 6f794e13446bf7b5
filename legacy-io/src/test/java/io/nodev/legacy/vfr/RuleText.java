package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.packet.Ipv4Address;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A rule list written as text, and the packets to ask it about; all vifs named exist unless said otherwise. */
final class RuleText {
    private final VfrSemantics semantics;
    private final VfrRuleList rules;
    private final VfrRuleList indexed;
    private final Set<Integer> missing = new HashSet<>();

    RuleText(VfrSemantics semantics) {
        this.semantics = semantics;
        this.rules = new VfrRuleList(semantics, never -> {});
        this.indexed = new VfrRuleList(semantics, Runnable::run, 0);
    }

    static RuleText asBuilt(String... lines) {
        return new RuleText(VfrSemantics.AS_BUILT).write(lines);
    }

    static RuleText asDocumented(String... lines) {
        return new RuleText(VfrSemantics.AS_DOCUMENTED).write(lines);
    }

    /** The rules of lines as the given semantics read them, newest first. */
    static List<VfrRule> newestFirst(VfrSemantics semantics, String... lines) {
        return new RuleText(semantics).write(lines).rules.rules();
    }

    RuleText write(String... lines) {
        Stream.of(lines).forEach(line -> semantics.parseLine(line).operation().ifPresent(this::apply));
        return this;
    }

    RuleText write(List<String> lines) {
        return write(lines.toArray(String[]::new));
    }

    private void apply(VfrOperation operation) {
        switch (operation.command()) {
            case ADD -> add(operation.rule());
            case DELETE -> assertThat(indexed.delete(operation.rule())).isEqualTo(rules.delete(operation.rule()));
            case PRINT -> throw new AssertionError("no test prints through here");
        }
    }

    RuleText without(int domain, int index) {
        missing.add(Endpoint.vif(domain, index));
        return this;
    }

    RuleText add(VfrRule rule) {
        rules.add(rule);
        indexed.add(rule);
        return this;
    }

    VfrRuleList list() {
        return rules;
    }

    /** Where a packet goes, as {@code 1/0}, {@code PHYS} or {@code DROP}, by the table and by the index alike. */
    String route(SamplePacket packet, int macOctet) {
        PacketFields fields = new PacketFields();
        byte[] frame = packet.toFrame(macOctet);
        if (!new VfrFields(semantics).read(frame, frame.length, fields)) {
            return "DROP";
        }
        String answer = route(rules, fields, packet.source());
        assertThat(route(indexed, fields, packet.source())).isEqualTo(answer);
        assertThat(indexed.counts()).isEqualTo(rules.counts());
        return answer;
    }

    private String route(VfrRuleList list, PacketFields fields, int source) {
        RuleListClassifier classifier = new RuleListClassifier(list, vif -> !missing.contains(vif));
        return Endpoint.toString(classifier.classify(fields, source));
    }

    String route(SamplePacket packet) {
        return route(packet, 0x9D);
    }

    /** An ICMP packet; {@code source} is {@code 1/0} or {@code PHYS}. */
    static SamplePacket icmp(String source, String from, String to) {
        return packet(SamplePacket.Kind.ICMP, source, from, to);
    }

    static SamplePacket packet(SamplePacket.Kind kind, String source, String from, String to) {
        return new SamplePacket(endpoint(source), kind, Ipv4Address.parse(from), Ipv4Address.parse(to), 40_000, 80);
    }

    static int endpoint(String text) {
        if (text.equals("PHYS")) {
            return Endpoint.PHYSICAL;
        }
        String[] parts = text.split("/");
        return Endpoint.vif(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
}

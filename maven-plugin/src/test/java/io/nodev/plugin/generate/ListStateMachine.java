package io.nodev.plugin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.legacy.vfr.VfrFields;
import io.nodev.legacy.vfr.VfrOperation;
import io.nodev.legacy.vfr.VfrParser;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.tck.vfr.VfrVectorMachine;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A machine that keeps its rules as the hypervisor does and asks, of each state they are in, another classifier. */
final class ListStateMachine implements VfrVectorMachine {
    private final Function<ListState, Classifier> classifiers;
    private final Set<Integer> vifs = new HashSet<>();
    private final VfrRuleList rules = new VfrRuleList(VfrSemantics.AS_BUILT);
    private final VfrParser parser = new VfrParser(VfrSemantics.AS_BUILT);
    private final VfrFields reader = new VfrFields(VfrSemantics.AS_BUILT);
    private final PacketFields fields = new PacketFields();
    private Classifier current;

    ListStateMachine(Function<ListState, Classifier> classifiers) {
        this.classifiers = classifiers;
    }

    @Override
    public void addVif(int vif) {
        current = null;
        vifs.add(vif);
    }

    @Override
    public String write(byte[] text) {
        current = null;
        Optional<VfrOperation> operation = parser.parse(text);
        operation.ifPresent(this::apply);
        return operation.map(VfrOperation::toString).orElse("none");
    }

    private void apply(VfrOperation operation) {
        switch (operation.command()) {
            case ADD -> rules.add(operation.rule());
            case DELETE -> rules.delete(operation.rule());
            case PRINT -> assertThat(operation.rule()).isEqualTo(VfrRule.ZERO);
        }
    }

    @Override
    public void destroyRules(int domain) {
        current = null;
        rules.purge(domain);
    }

    @Override
    public int route(int source, byte[] frame) {
        if (current == null) {
            current = classifiers.apply(new ListState(rules.rules(), vifs));
        }
        return reader.read(frame, frame.length, fields) ? current.classify(fields, source) : Endpoint.DROP;
    }
}

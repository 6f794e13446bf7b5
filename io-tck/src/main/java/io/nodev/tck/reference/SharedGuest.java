package io.nodev.tck.reference;

import io.nodev.tck.harness.HostileGuest;
import io.nodev.tck.harness.HostileStep;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A guest that can lie in the rings of its vif and in its block ring. */
final class SharedGuest implements HostileGuest {
    private final SharedVif vif;
    private final SharedBlockPort block;
    private final List<HostileStep> steps;

    SharedGuest(SharedVif vif, SharedBlockPort block) {
        this.vif = vif;
        this.block = block;
        this.steps = new ArrayList<>(vif.steps());
        steps.addAll(block.hostileSteps());
    }

    @Override
    public List<HostileStep> steps() {
        return steps;
    }

    @Override
    public List<Integer> vitalPorts() {
        return vif.vitalPorts();
    }

    @Override
    public SortedMap<String, Long> violations() {
        SortedMap<String, Long> all = new TreeMap<>(vif.violations());
        all.putAll(block.violations());
        return all;
    }

    @Override
    public boolean mayHaveSent(int to, byte[] frame) {
        return vif.mayHaveSent(to, frame);
    }

    @Override
    public long refused() {
        return vif.refused();
    }

    @Override
    public long crowdedOut() {
        return vif.crowdedOut();
    }
}

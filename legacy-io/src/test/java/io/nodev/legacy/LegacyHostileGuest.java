package io.nodev.legacy;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.DropReason;
import io.nodev.hypervisor.event.Virq;
import io.nodev.legacy.vbd.BlockRing;
import io.nodev.legacy.vbd.LegacyDisks;
import io.nodev.legacy.vif.LegacyNetwork;
import io.nodev.legacy.vif.ProtocolViolation;
import io.nodev.legacy.vif.Vif;
import io.nodev.tck.harness.HostileGuest;
import io.nodev.tck.harness.HostileStep;
import io.nodev.tck.hostile.HostileFrames;
import io.nodev.tck.hostile.SharedSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A guest of a legacy machine that lies to the hypervisor on its three rings, and about its grants. */
final class LegacyHostileGuest implements HostileGuest {
    private final LegacyNetwork network;
    private final LegacyDisks disks;
    private final int domain;
    private final StampedPolicy policy;
    private final List<HostileStep> steps = new ArrayList<>();
    private final List<Integer> vitalPorts;

    LegacyHostileGuest(LegacyTestMachine test, LegacyMachine machine, LegacyRawVif vif, LegacyBlockPort block) {
        this.network = machine.network();
        this.disks = machine.blocks();
        this.domain = vif.domain();
        GuestKernel kernel = test.kernel(domain);
        this.policy = new StampedPolicy(network, domain);
        HostileFrames sent = new HostileFrames(test, false);
        steps.addAll(vif.hostileSteps(sent::next, sent.headers()));
        steps.add(SharedSteps.events(kernel));
        steps.add(SharedSteps.grants(kernel));
        steps.addAll(block.hostileSteps(test.topology().domain(domain).vbds()));
        this.vitalPorts = List.of(kernel.bindVirq(Virq.NET, () -> {}), block.port());
    }

    @Override
    public List<HostileStep> steps() {
        return steps;
    }

    @Override
    public List<Integer> vitalPorts() {
        return vitalPorts;
    }

    @Override
    public SortedMap<String, Long> violations() {
        SortedMap<String, Long> counted = new TreeMap<>();
        for (Vif vif : network.all()) {
            if (vif.domain().id() == domain) {
                for (ProtocolViolation kind : ProtocolViolation.values()) {
                    counted.put(kind.name(), vif.counters().violations(kind));
                }
            }
        }
        BlockRing ring = disks.find(domain);
        for (var kind : io.nodev.legacy.vbd.ProtocolViolation.values()) {
            counted.put("block " + kind.name(), ring.violations(kind));
        }
        return counted;
    }

    @Override
    public boolean mayHaveSent(int to, byte[] frame) {
        return policy.passes(to, frame);
    }

    @Override
    public long refused() {
        long refused = 0;
        for (Vif vif : network.all()) {
            refused += vif.domain().id() == domain ? vif.counters().drops().of(DropReason.NO_ROUTE) : 0;
        }
        return refused;
    }

    @Override
    public long crowdedOut() {
        long dropped = 0;
        for (Vif vif : network.all()) {
            if (vif.domain().id() != domain) {
                dropped += vif.counters().drops().of(DropReason.QUEUE_FULL);
                dropped += vif.counters().drops().of(DropReason.NO_RECEIVE_BUFFER);
            }
        }
        return dropped;
    }
}

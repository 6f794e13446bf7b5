package io.nodev.devdomain;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.DropReason;
import io.nodev.devdomain.blkback.BlkbackStats;
import io.nodev.devdomain.blkback.BlockViolation;
import io.nodev.devdomain.netback.NetbackInterface;
import io.nodev.devdomain.netback.ProtocolViolation;
import io.nodev.tck.harness.HostileGuest;
import io.nodev.tck.harness.HostileStep;
import io.nodev.tck.hostile.HostileFrames;
import io.nodev.tck.hostile.SharedSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A guest of a device-domain machine that lies to its backend, to the domain controller, about its VBDs and about its grants. */
final class DevdomainHostileGuest implements HostileGuest {
    private static final int BACKEND = 0;

    private final DeviceDomainMachine machine;
    private final NetbackInterface served;
    private final BlkbackStats blocks;
    private final int domain;
    private final Optional<FirewallPolicy> policy;
    private final List<HostileStep> steps = new ArrayList<>();
    private final List<Integer> vitalPorts;

    DevdomainHostileGuest(
            DevdomainTestMachine test, DeviceDomainMachine machine, DevdomainRawVif vif, DevdomainBlockPort block) {
        this.machine = machine;
        this.domain = vif.domain();
        this.served = machine.deviceDomain(BACKEND).netback().find(domain, vif.index());
        this.blocks = machine.deviceDomain(BACKEND).blkback().find(domain, 0).stats();
        GuestKernel kernel = test.kernel(domain);
        int controlPort = machine.running(domain).outside().controlPort();
        vif.silence();
        this.policy = FirewallPolicy.of(
                machine.firewallListing(BACKEND), machine.cards().get(0).name(), id -> id == BACKEND);
        HostileFrames sent = new HostileFrames(test, policy.isEmpty());
        steps.addAll(vif.hostileSteps(sent::next, sent.headers()));
        steps.add(SharedSteps.events(kernel));
        steps.add(SharedSteps.grants(kernel));
        steps.addAll(ControlSteps.ofNetwork(kernel, controlPort, vif));
        List<HostileStep> asking =
                block.hostileSteps(test.topology().domain(domain).vbds());
        steps.addAll(asking);
        steps.add(SharedSteps.granted(kernel, asking.get(1), block.firstReferences()));
        steps.addAll(ControlSteps.ofBlocks(kernel, controlPort, block));
        this.vitalPorts = List.of(vif.port(), block.port(), controlPort);
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
        for (ProtocolViolation kind : ProtocolViolation.values()) {
            counted.put(kind.name(), served.stats().violations(kind));
        }
        for (BlockViolation kind : BlockViolation.values()) {
            counted.put("block " + kind.name(), blocks.violations(kind));
        }
        counted.put("CONTROL_MESSAGE", machine.controlViolations(domain));
        return counted;
    }

    /** {@inheritDoc} Without a firewall everything may. */
    @Override
    public boolean mayHaveSent(int to, byte[] frame) {
        return policy.isEmpty() || policy.get().passesAsItIs(Endpoint.vif(domain, served.handle()), to, frame);
    }

    /** {@inheritDoc} Of a frame that went to others all the same, what was kept from some is not counted. */
    @Override
    public long refused() {
        return served.bridgePort().stats().drops(DropReason.POLICY);
    }

    @Override
    public long crowdedOut() {
        long dropped = 0;
        for (NetbackInterface each : machine.deviceDomain(BACKEND).netback().interfaces()) {
            if (each.domain() != domain) {
                dropped += each.stats().drops(DropReason.NO_RECEIVE_BUFFER);
            }
        }
        return dropped;
    }
}

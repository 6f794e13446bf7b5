package io.nodev.devdomain;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.DropReason;
import io.nodev.devdomain.blkback.BlkbackInterface;
import io.nodev.devdomain.blkback.BlockViolation;
import io.nodev.devdomain.netback.NetbackInterface;
import io.nodev.devdomain.netback.ProtocolViolation;
import io.nodev.tck.harness.HostileGuest;
import io.nodev.tck.harness.HostileOffer;
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
    private final DevdomainRawVif vif;
    private final DevdomainBlockPort block;
    private final int domain;
    private final Optional<FirewallPolicy> policy;
    private final List<HostileStep> steps = new ArrayList<>();
    private final int controlPort;
    private final ControlSteps said;
    private final ControlSteps saidOfBlocks;
    private final List<HostileOffer> offers;
    private final SortedMap<String, Long> formerViolations = new TreeMap<>();
    private long formerlyRefused;
    private long formerlyCrowdedOut;
    private int losses;

    DevdomainHostileGuest(
            DevdomainTestMachine test, DeviceDomainMachine machine, DevdomainRawVif vif, DevdomainBlockPort block) {
        this.machine = machine;
        this.vif = vif;
        this.domain = vif.domain();
        this.block = block;
        GuestKernel kernel = test.kernel(domain);
        this.controlPort = machine.running(domain).outside().controlPort();
        vif.silence();
        this.policy = FirewallPolicy.of(
                machine.firewallListing(BACKEND), machine.cards().get(0).name(), id -> id == BACKEND);
        HostileFrames sent = new HostileFrames(test, policy.isEmpty());
        steps.addAll(vif.hostileSteps(sent::next, sent.headers()));
        steps.add(SharedSteps.events(kernel));
        steps.add(SharedSteps.grants(kernel));
        this.said = ControlSteps.offer(kernel, controlPort, vif);
        this.saidOfBlocks = ControlSteps.offer(kernel, controlPort, block);
        steps.addAll(ControlSteps.ofNetwork(kernel, controlPort, said));
        List<HostileStep> asking =
                block.hostileSteps(test.topology().domain(domain).vbds());
        steps.addAll(asking);
        steps.add(SharedSteps.granted(kernel, asking.get(1), block.firstReferences()));
        steps.addAll(ControlSteps.ofBlocks(kernel, controlPort, saidOfBlocks));
        this.offers = List.of(
                new VifOffer(test, vif, said, this::served),
                new BlockOffer(test.kernel(block.domain()), block, saidOfBlocks, this::servedBlocks));
    }

    /** The backend's end of its vif; null while the backend is down. */
    private NetbackInterface served() {
        return machine.deviceDomain(BACKEND).netback().find(domain, vif.index());
    }

    private BlkbackInterface servedBlocks() {
        return machine.deviceDomain(BACKEND).blkback().find(domain, 0);
    }

    @Override
    public List<HostileStep> steps() {
        return steps;
    }

    @Override
    public List<Integer> vitalPorts() {
        return List.of(vif.port(), block.port(), controlPort);
    }

    @Override
    public List<HostileOffer> offers() {
        return offers;
    }

    @Override
    public void restartBackend() {
        violations().forEach(formerViolations::put);
        formerlyRefused = refused();
        formerlyCrowdedOut = crowdedOut();
        said.setLosses(++losses);
        saidOfBlocks.setLosses(losses);
        machine.restartBackend(BACKEND);
    }

    @Override
    public SortedMap<String, Long> violations() {
        SortedMap<String, Long> counted = new TreeMap<>();
        for (ProtocolViolation kind : ProtocolViolation.values()) {
            long formerly = formerViolations.getOrDefault(kind.name(), 0L);
            counted.put(kind.name(), formerly + served().stats().violations(kind));
        }
        for (BlockViolation kind : BlockViolation.values()) {
            String name = "block " + kind.name();
            long formerly = formerViolations.getOrDefault(name, 0L);
            counted.put(name, formerly + servedBlocks().stats().violations(kind));
        }
        counted.put("CONTROL_MESSAGE", machine.controlViolations(domain));
        return counted;
    }

    /** {@inheritDoc} Without a firewall everything may. */
    @Override
    public boolean mayHaveSent(int to, byte[] frame) {
        return policy.isEmpty() || policy.get().passesAsItIs(Endpoint.vif(domain, vif.index()), to, frame);
    }

    /** {@inheritDoc} Of a frame that went to others all the same, what was kept from some is not counted. */
    @Override
    public long refused() {
        return formerlyRefused + served().bridgePort().stats().drops(DropReason.POLICY);
    }

    @Override
    public long crowdedOut() {
        long dropped = formerlyCrowdedOut;
        for (NetbackInterface each : machine.deviceDomain(BACKEND).netback().interfaces()) {
            if (each.domain() != domain) {
                dropped += each.stats().drops(DropReason.NO_RECEIVE_BUFFER);
            }
        }
        return dropped;
    }
}

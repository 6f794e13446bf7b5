package io.nodev.tck;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.packet.MacAddress;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.FramePolicy;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.VifSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may talk to whom in a machine, asked of its rules. */
final class Conversations {
    /** A protocol for experiments (RFC 3692). */
    private static final int ANY_PROTOCOL = 253;

    private final MachineUnderTest machine;
    private final Classifier oracle;
    private final List<Place> places = new ArrayList<>();

    private record Place(int endpoint, int address) {}

    private Conversations(MachineUnderTest machine, Classifier oracle) {
        this.machine = machine;
        this.oracle = oracle;
        for (DomainSpec domain : machine.topology().domains()) {
            for (int index = 0; domain.id() != 0 && index < domain.vifs().size(); index++) {
                add(domain, index);
            }
        }
    }

    /** A vif with a rate of its own might make a test wait for time that stands still. */
    private void add(DomainSpec domain, int index) {
        VifSpec vif = domain.vifs().get(index);
        if (vif.creditPeriodMicros() == 0 && machine.hasVif(domain.id(), index)) {
            int endpoint = Endpoint.vif(domain.id(), index);
            vif.addresses().forEach(address -> places.add(new Place(endpoint, address)));
        }
    }

    static Conversations of(MachineUnderTest machine, Classifier oracle) {
        return new Conversations(machine, oracle);
    }

    /** The first two guests, of different domains, that may talk to each other in both directions. */
    Optional<Conversation> between() {
        for (Place a : places) {
            for (Place b : places) {
                boolean different = Endpoint.domain(a.endpoint()) != Endpoint.domain(b.endpoint());
                if (different && reaches(a, b) && reaches(b, a)) {
                    return Optional.of(new Conversation(vif(a), a.address(), vif(b), b.address()));
                }
            }
        }
        return Optional.empty();
    }

    /** The first guest that may send to the world outside, with another that is not it. */
    Optional<Traveller> traveller(int outside) {
        for (Place place : places) {
            int domain = Endpoint.domain(place.endpoint());
            int index = Endpoint.index(place.endpoint());
            if (reachesWire(domain, index, place.address(), outside) && passesOutAndBack(place, outside)) {
                return places.stream()
                        .filter(other -> Endpoint.domain(other.endpoint()) != domain)
                        .findFirst()
                        .map(other -> new Traveller(
                                machine.guest(domain, index),
                                domain,
                                place.address(),
                                machine.guest(Endpoint.domain(other.endpoint()), Endpoint.index(other.endpoint()))));
            }
        }
        return Optional.empty();
    }

    private boolean passesOutAndBack(Place place, int outside) {
        MacAddress own = machine.guest(Endpoint.domain(place.endpoint()), Endpoint.index(place.endpoint()))
                .address();
        Frames.Ends out = new Frames.Ends(own, place.address(), NetworkTck.ROUTER, outside);
        Frames.Ends back = new Frames.Ends(NetworkTck.ROUTER, outside, own, place.address());
        return machine.policy()
                .map(policy -> policy.passes(place.endpoint(), Endpoint.PHYSICAL, Frames.udp(out, 64))
                        && policy.passes(Endpoint.PHYSICAL, place.endpoint(), Frames.udp(back, 64)))
                .orElse(true);
    }

    private RawVif vif(Place place) {
        return machine.vif(Endpoint.domain(place.endpoint()), Endpoint.index(place.endpoint()));
    }

    private boolean reaches(Place from, Place to) {
        boolean isSent = destination(from.endpoint(), from.address(), to.address()) == to.endpoint();
        return isSent
                && machine.policy().map(policy -> passesAll(policy, from, to)).orElse(true);
    }

    /** Whether a policy lets everything pass that tests send: with and without ports, whatever the protocol. */
    private boolean passesAll(FramePolicy policy, Place from, Place to) {
        Frames.Ends ends = new Frames.Ends(vif(from).address(), from.address(), vif(to).address(), to.address());
        return Stream.of(Frames.udp(ends, 60), Frames.udp(ends, 35), Frames.ipv4(ends, ANY_PROTOCOL, 60))
                .allMatch(frame -> policy.passes(from.endpoint(), to.endpoint(), frame));
    }

    private int destination(int endpoint, int source, int destination) {
        PacketFields fields = new PacketFields();
        fields.setProtocols(PacketFields.NETWORK_IP, 17);
        fields.setAddresses(source, destination);
        fields.setPorts(PacketFields.NO_PORT, PacketFields.NO_PORT);
        return oracle.classify(fields, endpoint);
    }

    /** Whether a guest may send from an address to the world outside. */
    boolean reachesWire(int domain, int index, int source, int outside) {
        return destination(Endpoint.vif(domain, index), source, outside) == Endpoint.PHYSICAL;
    }
}

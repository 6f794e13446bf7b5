package io.nodev.tck;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.VifSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may talk to whom in a machine, asked of its rules. */
final class Conversations {
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
            if (reachesWire(domain, index, place.address(), outside)) {
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

    private RawVif vif(Place place) {
        return machine.vif(Endpoint.domain(place.endpoint()), Endpoint.index(place.endpoint()));
    }

    private boolean reaches(Place from, Place to) {
        return destination(from.endpoint(), from.address(), to.address()) == to.endpoint();
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

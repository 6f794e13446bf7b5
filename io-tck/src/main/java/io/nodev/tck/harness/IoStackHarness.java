package io.nodev.tck.harness;

import io.nodev.common.classifier.Classifier;
import java.util.Optional;
import java.util.Set;

/** What a stack supplies: machines to be tested, and what they lack. */
public interface IoStackHarness {
    /** {@code legacy-io}, {@code devdomain-io} or {@code reference}. */
    String stack();

    /** What it does not do; nothing unless said otherwise. */
    default Set<StackCapability> lacks() {
        return Set.of();
    }

    /**
     * The only machine this harness boots, if it is bound to one; then {@link #boot} must be given that topology, with
     * whatever scheduler.
     */
    default Optional<Topology> only() {
        return Optional.empty();
    }

    /**
     * Where a frame would go in a machine by its rules alone, which is what conversations are chosen by.
     *
     * @param topology of the machine
     */
    default Classifier oracle(Topology topology) {
        return new StandardPolicy(topology);
    }

    /**
     * Boots a machine. Its vifs are connected, no receive buffer is posted, and nothing else drives their rings.
     *
     * @throws IllegalArgumentException if this harness cannot boot that machine
     */
    MachineUnderTest boot(Topology topology);

    /**
     * Boots a machine whose guests have the stack's own drivers, for tests of what those do.
     *
     * @throws IllegalArgumentException if this harness cannot boot that machine
     */
    MachineUnderTest bootWithDrivers(Topology topology);

    /**
     * The same stack with a policy in the path of a hostile guest's frames that lets some of them pass: by addresses, protocols
     * and ports, and rewriting headers if the stack can. Guests A and B may talk to each other.
     */
    IoStackHarness guarded();
}

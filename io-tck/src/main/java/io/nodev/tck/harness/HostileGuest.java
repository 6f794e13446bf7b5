package io.nodev.tck.harness;

import java.util.List;
import java.util.SortedMap;

/** A guest of a stack as the harness drives it. What it does is done in its domain's turn. */
public interface HostileGuest {
    /** What it normally does, with all that is shared. */
    List<HostileStep> steps();

    /** How it offers its rings to backends that may be lost; none where no backend can be. */
    default List<HostileOffer> offers() {
        return List.of();
    }

    /**
     * Restarts the backend of all guests, which is done when the machine has come to rest: then the others are connected
     * again, and this one is to offer its rings. Counters go on.
     *
     * @throws UnsupportedOperationException if there are no {@link #offers}
     */
    default void restartBackend() {
        throw new UnsupportedOperationException("no backend of this machine can be lost");
    }

    /** Ports without which it is cut off; others after its rings were taken by another backend. */
    List<Integer> vitalPorts();

    /** How often each kind of violation was counted against it so far; every kind that there is, also with 0. */
    SortedMap<String, Long> violations();

    /**
     * Whether the machine's policy lets a frame of this guest's arrive somewhere as it did: whoever looks at the header again must come to what
     * the machine came to, and what the machine writes there must be there. Changes nothing in the machine.
     *
     * @param to a vif, or {@link io.nodev.common.classifier.Endpoint#PHYSICAL}
     * @param frame as it arrived
     */
    boolean mayHaveSent(int to, byte[] frame);

    /** Frames of its own that the machine's policy stopped. */
    long refused();

    /** Frames to others that the machine says it dropped because a queue or ring was full. */
    long crowdedOut();
}

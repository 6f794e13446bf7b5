package io.nodev.tck.harness;

import java.util.List;

/** How a guest offers a backend the rings of one interface, which it is asked for again whenever that backend was lost. */
public interface HostileOffer {
    /** Offers them, empty. */
    HostileStep step();

    /** Whether an offer would be looked at. On a machine at rest. */
    boolean isAwaited();

    /** What a backend reads of an offer. */
    List<String> places();

    /** In which of the places a backend was given something else than the truth since this was asked last. On a machine at rest. */
    List<String> heard();

    /** Takes note of what it was told about the interface since; returns whether there was something. In the domain's turn. */
    boolean listen();

    /** Whether the last thing that it was told is that it is connected. */
    boolean isTold();

    /** Goes on with the rings, which a backend has taken as they are, as it was told. In the domain's turn. */
    void taken();
}

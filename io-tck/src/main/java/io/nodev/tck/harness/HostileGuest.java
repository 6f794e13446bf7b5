package io.nodev.tck.harness;

import java.util.List;
import java.util.SortedMap;

/** A guest of a stack as the harness drives it. Everything but the counters is called in its domain's turn. */
public interface HostileGuest {
    /** What it normally does, with all that is shared. */
    List<HostileStep> steps();

    /** Ports without which it is cut off. */
    List<Integer> vitalPorts();

    /** How often each kind of violation was counted against it so far; every kind that there is, also with 0. */
    SortedMap<String, Long> violations();

    /** Frames to others that the machine says it dropped because a queue or ring was full. */
    long crowdedOut();
}

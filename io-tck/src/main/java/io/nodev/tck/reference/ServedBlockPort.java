package io.nodev.tck.reference;

import io.nodev.tck.harness.RawBlockPort;

/** A block ring of the reference stack, which is served when the machine runs. */
interface ServedBlockPort extends RawBlockPort {
    /** Answers what was pushed; returns whether there was anything. */
    boolean serve();
}

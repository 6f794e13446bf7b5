package io.nodev.tck.ledger;

import java.util.ArrayList;
import java.util.List;

/** What one test saw, and whether it met a refusal. One test thread. */
public final class Observations {
    private final List<String> seen = new ArrayList<>();
    private boolean refused;

    /** Nothing yet. */
    public Observations() {}

    /** Adds something seen. */
    public void add(String observation) {
        seen.add(observation);
    }

    /** Notes that the stack lacks what the test is about. */
    public void refuse() {
        refused = true;
    }

    /** Whether a refusal was met. */
    public boolean isRefused() {
        return refused;
    }

    /** All that was seen, in order. */
    public String text() {
        return String.join("; ", seen);
    }
}

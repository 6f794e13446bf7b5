package io.nodev.tck.reference;

import io.nodev.tck.VfrMatchingTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the reference stack. */
final class ReferenceVfrMatchingTest extends VfrMatchingTck {
    @Override
    protected IoStackHarness newHarness() {
        return new ReferenceIoStack();
    }
}

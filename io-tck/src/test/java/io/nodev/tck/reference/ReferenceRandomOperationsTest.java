package io.nodev.tck.reference;

import io.nodev.tck.RandomOperationsTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the reference stack. */
final class ReferenceRandomOperationsTest extends RandomOperationsTck {
    @Override
    protected IoStackHarness newHarness() {
        return new ReferenceIoStack();
    }
}

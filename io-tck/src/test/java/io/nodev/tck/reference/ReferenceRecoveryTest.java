package io.nodev.tck.reference;

import io.nodev.tck.RecoveryTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the reference stack. */
final class ReferenceRecoveryTest extends RecoveryTck {
    @Override
    protected IoStackHarness newHarness() {
        return new ReferenceIoStack();
    }
}

package io.nodev.tck.reference;

import io.nodev.tck.BuildSwitchTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the reference stack. */
final class ReferenceBuildSwitchTest extends BuildSwitchTck {
    @Override
    protected IoStackHarness newHarness() {
        return new ReferenceIoStack();
    }
}

package io.nodev.tck.reference;

import io.nodev.tck.VfrTextTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the reference stack. */
final class ReferenceVfrTextTest extends VfrTextTck {
    @Override
    protected IoStackHarness newHarness() {
        return new ReferenceIoStack();
    }
}

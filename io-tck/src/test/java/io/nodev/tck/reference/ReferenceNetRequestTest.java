package io.nodev.tck.reference;

import io.nodev.tck.NetRequestTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the reference stack. */
final class ReferenceNetRequestTest extends NetRequestTck {
    @Override
    protected IoStackHarness newHarness() {
        return new ReferenceIoStack();
    }
}

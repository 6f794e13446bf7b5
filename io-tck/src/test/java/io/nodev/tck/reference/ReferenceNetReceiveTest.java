package io.nodev.tck.reference;

import io.nodev.tck.NetReceiveTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the reference stack. */
final class ReferenceNetReceiveTest extends NetReceiveTck {
    @Override
    protected IoStackHarness newHarness() {
        return new ReferenceIoStack();
    }
}

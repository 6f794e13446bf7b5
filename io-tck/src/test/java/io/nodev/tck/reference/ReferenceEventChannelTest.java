package io.nodev.tck.reference;

import io.nodev.tck.EventChannelTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the reference stack. */
final class ReferenceEventChannelTest extends EventChannelTck {
    @Override
    protected IoStackHarness newHarness() {
        return new ReferenceIoStack();
    }
}

package io.nodev.tck.reference;

import io.nodev.tck.NetDeliveryTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the reference stack. */
final class ReferenceNetDeliveryTest extends NetDeliveryTck {
    @Override
    protected IoStackHarness newHarness() {
        return new ReferenceIoStack();
    }
}

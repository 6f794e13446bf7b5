package io.nodev.tck.reference;

import io.nodev.tck.NetOutsideTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the reference stack. */
final class ReferenceNetOutsideTest extends NetOutsideTck {
    @Override
    protected IoStackHarness newHarness() {
        return new ReferenceIoStack();
    }
}

package io.nodev.tck.reference;

import io.nodev.tck.BlockRequestTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the reference stack. */
final class ReferenceBlockRequestTest extends BlockRequestTck {
    @Override
    protected IoStackHarness newHarness() {
        return new ReferenceIoStack();
    }
}

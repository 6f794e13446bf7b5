package io.nodev.legacy;

import io.nodev.tck.BlockRequestTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyBlockRequestTest extends BlockRequestTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

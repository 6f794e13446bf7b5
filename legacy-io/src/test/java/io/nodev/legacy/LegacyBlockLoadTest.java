package io.nodev.legacy;

import io.nodev.tck.BlockLoadTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyBlockLoadTest extends BlockLoadTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

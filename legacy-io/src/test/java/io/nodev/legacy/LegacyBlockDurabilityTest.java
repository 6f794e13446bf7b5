package io.nodev.legacy;

import io.nodev.tck.BlockDurabilityTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyBlockDurabilityTest extends BlockDurabilityTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

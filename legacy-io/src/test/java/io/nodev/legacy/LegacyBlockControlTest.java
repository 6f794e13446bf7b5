package io.nodev.legacy;

import io.nodev.tck.BlockControlTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyBlockControlTest extends BlockControlTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

package io.nodev.legacy;

import io.nodev.tck.BlockRecoveryTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyBlockRecoveryTest extends BlockRecoveryTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

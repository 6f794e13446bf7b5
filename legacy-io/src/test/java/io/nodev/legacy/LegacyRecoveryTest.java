package io.nodev.legacy;

import io.nodev.tck.RecoveryTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyRecoveryTest extends RecoveryTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

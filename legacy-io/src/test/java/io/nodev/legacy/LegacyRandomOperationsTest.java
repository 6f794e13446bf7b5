package io.nodev.legacy;

import io.nodev.tck.RandomOperationsTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyRandomOperationsTest extends RandomOperationsTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

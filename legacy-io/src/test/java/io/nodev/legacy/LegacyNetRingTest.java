package io.nodev.legacy;

import io.nodev.tck.NetRingTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyNetRingTest extends NetRingTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

package io.nodev.legacy;

import io.nodev.tck.VfrMatchingTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyVfrMatchingTest extends VfrMatchingTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

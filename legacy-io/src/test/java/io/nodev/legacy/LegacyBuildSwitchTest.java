package io.nodev.legacy;

import io.nodev.tck.BuildSwitchTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyBuildSwitchTest extends BuildSwitchTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

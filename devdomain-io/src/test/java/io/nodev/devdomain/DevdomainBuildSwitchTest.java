package io.nodev.devdomain;

import io.nodev.tck.BuildSwitchTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainBuildSwitchTest extends BuildSwitchTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

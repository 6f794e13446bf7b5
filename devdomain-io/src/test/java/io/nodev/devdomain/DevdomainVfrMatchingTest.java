package io.nodev.devdomain;

import io.nodev.tck.VfrMatchingTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainVfrMatchingTest extends VfrMatchingTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

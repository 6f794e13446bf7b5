package io.nodev.devdomain;

import io.nodev.tck.NetRingTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainNetRingTest extends NetRingTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

package io.nodev.devdomain;

import io.nodev.tck.VfrTextTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainVfrTextTest extends VfrTextTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

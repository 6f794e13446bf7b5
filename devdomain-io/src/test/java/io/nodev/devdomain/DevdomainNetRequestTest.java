package io.nodev.devdomain;

import io.nodev.tck.NetRequestTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainNetRequestTest extends NetRequestTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

package io.nodev.devdomain;

import io.nodev.tck.NetReceiveTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainNetReceiveTest extends NetReceiveTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

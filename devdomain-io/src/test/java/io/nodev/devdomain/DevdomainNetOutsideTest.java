package io.nodev.devdomain;

import io.nodev.tck.NetOutsideTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainNetOutsideTest extends NetOutsideTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

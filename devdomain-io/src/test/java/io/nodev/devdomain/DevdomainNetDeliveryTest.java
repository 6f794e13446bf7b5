package io.nodev.devdomain;

import io.nodev.tck.NetDeliveryTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainNetDeliveryTest extends NetDeliveryTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

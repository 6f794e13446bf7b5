package io.nodev.devdomain;

import io.nodev.tck.EventChannelTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainEventChannelTest extends EventChannelTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

package io.nodev.devdomain;

import io.nodev.tck.BlockControlTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainBlockControlTest extends BlockControlTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

package io.nodev.devdomain;

import io.nodev.tck.BlockLoadTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainBlockLoadTest extends BlockLoadTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

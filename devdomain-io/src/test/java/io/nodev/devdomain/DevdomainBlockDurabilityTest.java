package io.nodev.devdomain;

import io.nodev.tck.BlockDurabilityTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainBlockDurabilityTest extends BlockDurabilityTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

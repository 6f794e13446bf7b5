package io.nodev.devdomain;

import io.nodev.tck.BlockRecoveryTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainBlockRecoveryTest extends BlockRecoveryTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

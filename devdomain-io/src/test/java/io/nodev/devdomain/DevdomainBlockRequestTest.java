package io.nodev.devdomain;

import io.nodev.tck.BlockRequestTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainBlockRequestTest extends BlockRequestTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

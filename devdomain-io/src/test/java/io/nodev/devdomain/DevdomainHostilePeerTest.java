package io.nodev.devdomain;

import io.nodev.tck.HostilePeerTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainHostilePeerTest extends HostilePeerTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

package io.nodev.devdomain;

import io.nodev.tck.RecoveryTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainRecoveryTest extends RecoveryTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

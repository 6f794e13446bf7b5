package io.nodev.devdomain;

import io.nodev.tck.RandomOperationsTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainRandomOperationsTest extends RandomOperationsTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

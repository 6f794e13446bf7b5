package io.nodev.devdomain;

import io.nodev.tck.AccountingTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the device-domain stack. */
final class DevdomainAccountingTest extends AccountingTck {
    @Override
    protected IoStackHarness newHarness() {
        return new DevdomainHarness();
    }
}

package io.nodev.legacy;

import io.nodev.tck.AccountingTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyAccountingTest extends AccountingTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

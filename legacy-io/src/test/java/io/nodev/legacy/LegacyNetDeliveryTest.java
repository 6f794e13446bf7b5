package io.nodev.legacy;

import io.nodev.tck.NetDeliveryTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyNetDeliveryTest extends NetDeliveryTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

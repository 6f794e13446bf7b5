package io.nodev.legacy;

import io.nodev.tck.EventChannelTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyEventChannelTest extends EventChannelTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

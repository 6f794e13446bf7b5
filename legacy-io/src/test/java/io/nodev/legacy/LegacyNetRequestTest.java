package io.nodev.legacy;

import io.nodev.tck.NetRequestTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyNetRequestTest extends NetRequestTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

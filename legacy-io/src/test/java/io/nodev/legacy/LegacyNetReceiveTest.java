package io.nodev.legacy;

import io.nodev.tck.NetReceiveTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyNetReceiveTest extends NetReceiveTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

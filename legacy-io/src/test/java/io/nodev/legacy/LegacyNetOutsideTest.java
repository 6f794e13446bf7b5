package io.nodev.legacy;

import io.nodev.tck.NetOutsideTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyNetOutsideTest extends NetOutsideTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

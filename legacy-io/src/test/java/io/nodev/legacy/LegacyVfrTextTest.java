package io.nodev.legacy;

import io.nodev.tck.VfrTextTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyVfrTextTest extends VfrTextTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

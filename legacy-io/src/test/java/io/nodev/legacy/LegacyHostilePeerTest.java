package io.nodev.legacy;

import io.nodev.tck.HostilePeerTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the legacy stack. */
final class LegacyHostilePeerTest extends HostilePeerTck {
    @Override
    protected IoStackHarness newHarness() {
        return new LegacyHarness();
    }
}

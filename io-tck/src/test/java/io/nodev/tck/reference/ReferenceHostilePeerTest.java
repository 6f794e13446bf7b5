package io.nodev.tck.reference;

import io.nodev.tck.HostilePeerTck;
import io.nodev.tck.harness.IoStackHarness;

/** The suite's contract, held by the reference stack. */
final class ReferenceHostilePeerTest extends HostilePeerTck {
    @Override
    protected IoStackHarness newHarness() {
        return new ReferenceIoStack(SharedVif::make, SharedBlockPort::make);
    }
}

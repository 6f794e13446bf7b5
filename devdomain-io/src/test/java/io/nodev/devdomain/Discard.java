package io.nodev.devdomain;

import io.nodev.common.driver.NicEvents;

/** An owner of a card who looks at nothing. */
final class Discard implements NicEvents {
    @Override
    public void received(byte[] bytes, int offset, int length) {}

    @Override
    public void transmitted(int cookie) {}
}

package io.nodev.tck.harness;

import io.nodev.common.driver.DriverFault;
import io.nodev.common.driver.ForwardingCard;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.OutboundFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A card whose driver fails when a test says so, at the next frame to be sent. */
final class BreakableCard extends ForwardingCard {
    private final AtomicBoolean breaks;

    BreakableCard(NetworkCard card) {
        this(card, new AtomicBoolean());
    }

    private BreakableCard(NetworkCard card, AtomicBoolean breaks) {
        super(card);
        this.breaks = breaks;
    }

    void breakAtNextFrame() {
        breaks.set(true);
    }

    @Override
    public boolean transmit(OutboundFrame frame, int cookie) {
        if (breaks.get() && breaks.compareAndSet(true, false)) {
            throw new DriverFault(name(), Path.of("device"), new IOException("broken by the test"));
        }
        return super.transmit(frame, cookie);
    }

    @Override
    protected NetworkCard around(NetworkCard next) {
        return new BreakableCard(next, breaks);
    }
}

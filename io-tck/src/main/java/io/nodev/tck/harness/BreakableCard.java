package io.nodev.tck.harness;

import io.nodev.common.driver.DriverFault;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.NicStats;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.packet.MacAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A card whose driver fails when a test says so, at the next frame to be sent. */
final class BreakableCard implements NetworkCard {
    private final NetworkCard card;
    private final AtomicBoolean breaks = new AtomicBoolean();

    BreakableCard(NetworkCard card) {
        this.card = card;
    }

    void breakAtNextFrame() {
        breaks.set(true);
    }

    @Override
    public boolean transmit(OutboundFrame frame, int cookie) {
        if (breaks.get() && breaks.compareAndSet(true, false)) {
            throw new DriverFault(name(), Path.of("device"), new IOException("broken by the test"));
        }
        return card.transmit(frame, cookie);
    }

    @Override
    public String name() {
        return card.name();
    }

    @Override
    public MacAddress address() {
        return card.address();
    }

    @Override
    public boolean scatterGather() {
        return card.scatterGather();
    }

    @Override
    public int poll(NicEvents events, int budget) {
        return card.poll(events, budget);
    }

    @Override
    public boolean promiscuous() {
        return card.promiscuous();
    }

    @Override
    public void setPromiscuous(boolean on) {
        card.setPromiscuous(on);
    }

    @Override
    public NicStats stats() {
        return card.stats();
    }

    @Override
    public void setInterrupt(Runnable interrupt) {
        card.setInterrupt(interrupt);
    }

    @Override
    public void reset() {
        card.reset();
    }
}

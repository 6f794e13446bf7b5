package io.nodev.common.driver;

import io.nodev.common.packet.MacAddress;

/** What the cards of this house have in common; they differ in where a frame goes. */
abstract sealed class QueuedCard implements NetworkCard permits CaptureCard, DummyCard, WireCard {
    private final String name;
    private final MacAddress address;
    private volatile CardQueues queues;

    QueuedCard(String name, MacAddress address, CardQueues queues) {
        this.name = name;
        this.address = address;
        this.queues = queues;
    }

    /** Refuses a frame to send whose length no card takes, and returns the length of any other. */
    static int checkedLength(OutboundFrame frame) {
        int length = frame.length();
        if (length < MIN_FRAME_LENGTH || length > MAX_FRAME_LENGTH) {
            throw new IllegalArgumentException("a card sends frames of 14 to 1514 bytes: length=" + length);
        }
        return length;
    }

    /** The present queues. One operation uses those that it found when it began. */
    final CardQueues queues() {
        return queues;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final MacAddress address() {
        return address;
    }

    @Override
    public final int poll(NicEvents events, int budget) {
        return queues.poll(events, budget);
    }

    @Override
    public final boolean promiscuous() {
        return queues.filter().promiscuous();
    }

    @Override
    public final void setPromiscuous(boolean on) {
        queues.filter().setPromiscuous(on);
    }

    @Override
    public final NicStats stats() {
        return queues.counters();
    }

    @Override
    public final void setInterrupt(Runnable interrupt) {
        queues.connect(interrupt);
    }

    @Override
    public final void reset() {
        queues = queues.fresh();
    }
}

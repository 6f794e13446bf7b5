package io.nodev.common.driver;

import io.nodev.common.packet.MacAddress;

/** What the cards of this house have in common; they differ in where a frame goes. */
abstract sealed class QueuedCard implements NetworkCard permits CaptureCard, DummyCard, WireCard {
    private final String name;
    private final MacAddress address;
    private final CardQueues firstOwners;
    private volatile CardQueues queues;

    QueuedCard(String name, MacAddress address, CardQueues queues) {
        this.name = name;
        this.address = address;
        this.firstOwners = queues;
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

    /** The present owner's queues, for the wire's side of the card. */
    final CardQueues queues() {
        return queues;
    }

    /** Sends with the queues of the owner that asks, which are not full unless this says so. */
    abstract boolean transmit(CardQueues owners, OutboundFrame frame, int cookie);

    /** {@link #transmit} of one owner, if it is the present one. */
    final boolean transmitOf(CardQueues owners, OutboundFrame frame, int cookie) {
        return owners == queues && transmit(owners, frame, cookie);
    }

    @Override
    public final boolean transmit(OutboundFrame frame, int cookie) {
        return transmitOf(firstOwners, frame, cookie);
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
        return firstOwners.poll(events, budget);
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
        firstOwners.connect(interrupt);
    }

    @Override
    public final NetworkCard reset() {
        CardQueues next = queues.fresh();
        queues = next;
        return new LaterOwnersCard(this, next);
    }
}

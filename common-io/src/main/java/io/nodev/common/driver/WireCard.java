package io.nodev.common.driver;

/** A card on a {@link Wire}. What it sends is on the wire before {@link NetworkCard#transmit} returns. */
public final class WireCard extends QueuedCard {
    private final Wire wire;
    private final boolean scatterGather;

    WireCard(Wire wire, WireCardSpec spec) {
        super(spec.name(), spec.address(), new CardQueues(spec.address(), spec.receiveSlots(), spec.transmitSlots()));
        this.wire = wire;
        this.scatterGather = spec.scatterGather();
    }

    /**
     * Keeps the completions of sent frames back, as a card that is slow to free buffers does, or shows them again. Frames
     * still go out until the transmit queue is full. Any thread.
     */
    public void holdCompletions(boolean hold) {
        queues().holdCompletions(hold);
    }

    /** A frame comes along the wire. */
    void arrive(byte[] bytes, int length) {
        queues().arrive(bytes, 0, length);
    }

    @Override
    public boolean scatterGather() {
        return scatterGather;
    }

    @Override
    boolean transmit(CardQueues queues, OutboundFrame frame, int cookie) {
        int length = checkedLength(frame);
        if (queues.isTransmitQueueFull()) {
            return false;
        }
        wire.carry(this, queues.copyOut(frame), length);
        queues.sent(length, cookie);
        return true;
    }
}

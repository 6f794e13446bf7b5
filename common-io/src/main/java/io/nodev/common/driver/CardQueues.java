package io.nodev.common.driver;

import io.nodev.common.packet.MacAddress;

/**
 * What every card of this house has between wire and owner: filter, receive queue, completions, counters and interrupt line.
 * Frames arrive from any thread; the rest is the owner's.
 */
final class CardQueues {
    private final ReceiveFilter filter;
    private final FrameRing received;
    private final CompletionRing completions;
    private final NicCounters counters;
    private final InterruptLine line = new InterruptLine();
    private final byte[] outgoing = new byte[NetworkCard.MAX_FRAME_LENGTH];
    private volatile boolean holding;

    CardQueues(MacAddress address, int receiveSlots, int transmitSlots) {
        this(new ReceiveFilter(address), new NicCounters(), new FrameRing(receiveSlots), transmitSlots);
    }

    private CardQueues(ReceiveFilter filter, NicCounters counters, FrameRing received, int transmitSlots) {
        this.filter = filter;
        this.counters = counters;
        this.received = received;
        this.completions = new CompletionRing(transmitSlots);
    }

    /** Empty queues of the same lengths, with the same filter and counters, that call nobody. */
    CardQueues fresh() {
        CardQueues fresh = new CardQueues(filter, counters, received.emptyOne(), completions.depth());
        fresh.holding = holding;
        return fresh;
    }

    ReceiveFilter filter() {
        return filter;
    }

    NicCounters counters() {
        return counters;
    }

    /**
     * Copies a frame of a checked length out of the sender's memory, once: what goes on from here can no longer change.
     *
     * @return the array that holds it from offset 0 on, until the next call
     */
    byte[] copyOut(OutboundFrame frame) {
        frame.copyTo(outgoing, 0);
        return outgoing;
    }

    boolean isTransmitQueueFull() {
        return completions.isFull();
    }

    /** Doubles the transmit queue. */
    void growTransmitQueue() {
        completions.grow();
    }

    /** Counts a frame as sent and queues its completion; only if the transmit queue is not full. */
    void sent(int length, int cookie) {
        counters.countOut(length);
        completions.put(cookie, true);
        if (!holding) {
            line.raise();
        }
    }

    /** Keeps completions back, or shows them again. Any thread. */
    void holdCompletions(boolean hold) {
        holding = hold;
        if (!hold) {
            line.raise();
        }
    }

    /**
     * Takes a frame from the wire, if its length is one a card takes, the filter lets it pass and there is room. Any thread.
     *
     * @return whether a poll will show it
     */
    boolean arrive(byte[] bytes, int offset, int length) {
        if (length < NetworkCard.MIN_FRAME_LENGTH || length > NetworkCard.MAX_FRAME_LENGTH) {
            counters.countDropped(length < NetworkCard.MIN_FRAME_LENGTH ? NicDrop.RUNT : NicDrop.GIANT);
            return false;
        }
        if (!filter.passes(bytes, offset)) {
            counters.countFiltered();
            return false;
        }
        counters.countIn(length);
        if (!received.put(bytes, offset, length)) {
            counters.countDropped(NicDrop.RECEIVE_QUEUE_FULL);
            return false;
        }
        line.raise();
        return true;
    }

    /** {@link NetworkCard#poll}. */
    int poll(NicEvents events, int budget) {
        if (budget < 0) {
            throw new IllegalArgumentException("a budget is 0 or more: budget=" + budget);
        }
        int shown = showCompletions(events, budget);
        shown += showReceived(events, budget - shown);
        if (shown < budget) {
            line.arm();
            raiseIfSomethingWaits();
        }
        return shown;
    }

    /** {@link NetworkCard#setInterrupt}. */
    void connect(Runnable interrupt) {
        line.connect(interrupt);
        raiseIfSomethingWaits();
    }

    private int showCompletions(NicEvents events, int budget) {
        int shown = 0;
        while (shown < budget && !holding && !completions.isEmpty()) {
            events.transmitted(completions.take());
            shown++;
        }
        return shown;
    }

    private int showReceived(NicEvents events, int budget) {
        int shown = 0;
        while (shown < budget && !received.isEmpty()) {
            try {
                events.received(received.bytes(), received.offset(), received.length());
            } finally {
                received.take();
            }
            shown++;
        }
        return shown;
    }

    private void raiseIfSomethingWaits() {
        if (!received.isEmpty() || !holding && !completions.isEmpty()) {
            line.raise();
        }
    }
}

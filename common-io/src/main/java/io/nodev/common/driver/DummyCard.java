package io.nodev.common.driver;

import io.nodev.common.packet.MacAddress;

/**
 * A card without a wire, taken where a machine has no other: it accepts every frame, counts it and discards it, never
 * receives, and collects frames from several places. Its address is all zeros unless it is given one.
 *
 * @see <a href="https://github.com/xen-project/xen">Xen, xen/drivers/net/dummy.c and xen/net/dev.c at ddc87ed302</a>
 */
public final class DummyCard extends QueuedCard {
    private static final int TRANSMIT_SLOTS = 256;

    /** A dummy with the address 00:00:00:00:00:00. */
    public DummyCard(String name) {
        this(name, new MacAddress(0));
    }

    /** A dummy with an address. */
    public DummyCard(String name, MacAddress address) {
        super(name, address, new CardQueues(address, 1, TRANSMIT_SLOTS));
    }

    @Override
    public boolean scatterGather() {
        return true;
    }

    /** Counts the frame without looking at its bytes. Never full: completions that were not polled are kept, however many. */
    @Override
    boolean transmit(CardQueues queues, OutboundFrame frame, int cookie) {
        int length = checkedLength(frame);
        if (queues.isTransmitQueueFull()) {
            queues.growTransmitQueue();
        }
        queues.sent(length, cookie);
        return true;
    }
}

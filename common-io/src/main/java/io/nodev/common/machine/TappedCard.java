package io.nodev.common.machine;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.NicStats;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.packet.MacAddress;

/**
 * A NIC that shows each packet it took to a tap. The packet is collected once, so what was shown is what was sent, even if
 * the sender changes its page meanwhile. Allocates nothing per packet.
 */
public final class TappedCard implements NetworkCard {
    private final NetworkCard card;
    private final PacketHandler tap;
    private final Collected collected = new Collected();

    TappedCard(NetworkCard card, PacketHandler tap) {
        this.card = card;
        this.tap = tap;
    }

    private static final class Collected implements OutboundFrame {
        private final byte[] bytes = new byte[MAX_FRAME_LENGTH];
        private int length;

        @Override
        public int length() {
            return length;
        }

        @Override
        public void copyTo(byte[] into, int at) {
            System.arraycopy(bytes, 0, into, at, length);
        }
    }

    /** The NIC itself: for whoever plays its wire. */
    public NetworkCard card() {
        return card;
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
    public boolean transmit(OutboundFrame frame, int cookie) {
        int length = frame.length();
        if (length < MIN_FRAME_LENGTH || length > MAX_FRAME_LENGTH) {
            return card.transmit(frame, cookie);
        }
        frame.copyTo(collected.bytes, 0);
        collected.length = length;
        boolean taken = card.transmit(collected, cookie);
        if (taken) {
            tap.packet(collected.bytes, 0, length);
        }
        return taken;
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

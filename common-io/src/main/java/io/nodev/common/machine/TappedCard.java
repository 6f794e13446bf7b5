package io.nodev.common.machine;

import io.nodev.common.driver.ForwardingCard;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.guest.PacketHandler;

/**
 * A NIC that shows each packet it took to a tap. The packet is collected once, so what was shown is what was sent, even if
 * the sender changes its page meanwhile. Allocates nothing per packet. The NIC itself is {@link #card}, for whoever plays its
 * wire.
 */
public final class TappedCard extends ForwardingCard {
    private final PacketHandler tap;
    private final Collected collected = new Collected();

    TappedCard(NetworkCard card, PacketHandler tap) {
        super(card);
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

    @Override
    public boolean transmit(OutboundFrame frame, int cookie) {
        int length = frame.length();
        if (length < MIN_FRAME_LENGTH || length > MAX_FRAME_LENGTH) {
            return super.transmit(frame, cookie);
        }
        frame.copyTo(collected.bytes, 0);
        collected.length = length;
        boolean taken = super.transmit(collected, cookie);
        if (taken) {
            tap.packet(collected.bytes, 0, length);
        }
        return taken;
    }

    @Override
    protected NetworkCard around(NetworkCard next) {
        return new TappedCard(next, tap);
    }
}

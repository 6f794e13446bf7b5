package io.nodev.common.driver;

import io.nodev.common.packet.MacAddress;

/**
 * Which frames a card passes on: those to its own address and to any group, broadcast included; in promiscuous mode all.
 * Any thread may ask and switch.
 *
 * @see <a href="https://github.com/xen-project/xen">Xen, xen/common/network.c at ddc87ed302: the card is not made
 *     promiscuous</a>
 */
public final class ReceiveFilter {
    private final long own;
    private volatile boolean promiscuous;

    /** The filter of a card with this address, not promiscuous. */
    public ReceiveFilter(MacAddress own) {
        this.own = own.bits();
    }

    /** Whether a frame that starts at {@code offset} passes; at least its 6 destination octets are there. */
    public boolean passes(byte[] bytes, int offset) {
        if (promiscuous) {
            return true;
        }
        long destination = MacAddress.bitsAt(bytes, offset);
        return destination == own || MacAddress.isGroup(destination);
    }

    /** Whether every frame passes. */
    public boolean promiscuous() {
        return promiscuous;
    }

    /** Lets every frame pass from now on, or only those for this card. */
    public void setPromiscuous(boolean on) {
        promiscuous = on;
    }
}

package io.nodev.common.guest;

/**
 * A virtual Ethernet interface as its guest sees it. Whatever is behind it, a hypervisor or a device domain, takes
 * packets of 35 to 1,514 bytes and says so by a status, and never promises delivery.
 *
 * <p>Used on the domain's virtual CPU only, except for {@link #stats}.
 */
public interface VirtualNetworkDevice {
    /** The longest packet that a page can be asked to carry; whether it is accepted is for the other side to say. */
    int MAX_LENGTH = 4095;

    /** The index within the domain, from 0. */
    int index();

    /** Copies the six octets of the interface's hardware address. */
    void copyAddress(byte[] into, int at);

    /** Whether packets can be sent. A packet sent while the device is not connected is dropped and counted. */
    boolean isConnected();

    /**
     * Sends a packet, from its Ethernet header on. The bytes are copied during the call.
     *
     * @param length 1 to {@link #MAX_LENGTH}
     * @return whether the packet was taken, or dropped because the device is not connected; {@code false} means not now:
     *     all slots are outstanding, try again after the next event
     */
    boolean transmit(byte[] bytes, int offset, int length);

    /**
     * Hands over received packets in order of arrival.
     *
     * @param budget the most to hand over
     * @return how many were handed over; fewer than the budget means that none waits
     */
    int receive(PacketHandler handler, int budget);

    /** Counts from this guest's point of view. From any thread. */
    NetworkDeviceStats stats();
}

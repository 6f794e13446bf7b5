package io.nodev.common.driver;

import io.nodev.common.packet.MacAddress;

/**
 * What a card on a wire is like.
 *
 * @param name the interface name
 * @param address the hardware address
 * @param receiveSlots frames that wait for a poll at most, a power of two up to 65,536
 * @param transmitSlots frames sent whose completion was not yet polled, at most
 * @param scatterGather whether it collects a frame from several places itself
 */
public record WireCardSpec(
        String name, MacAddress address, int receiveSlots, int transmitSlots, boolean scatterGather) {
    private static final int SLOTS = 256;

    /** A card with 256 slots in either direction that collects frames itself. */
    public static WireCardSpec of(String name, MacAddress address) {
        return new WireCardSpec(name, address, SLOTS, SLOTS, true);
    }

    /** The same with other queues. */
    public WireCardSpec withSlots(int receive, int transmit) {
        return new WireCardSpec(name, address, receive, transmit, scatterGather);
    }

    /** The same, but a frame has to lie in one place before it is sent. */
    public WireCardSpec withoutScatterGather() {
        return new WireCardSpec(name, address, receiveSlots, transmitSlots, false);
    }
}

package io.nodev.devdomain.bridge;

import io.nodev.common.packet.MacAddress;

/**
 * One line of a bridge's forwarding table, as shown to people.
 *
 * @param address the station's hardware address
 * @param port the port behind which it was seen last
 * @param own whether it is an address of the device domain itself, which does not age
 * @param ageNanos nanoseconds since it was seen last; 0 if {@code own}
 */
public record Station(MacAddress address, BridgePort port, boolean own, long ageNanos) {}

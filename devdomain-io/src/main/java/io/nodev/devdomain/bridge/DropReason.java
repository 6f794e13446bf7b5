package io.nodev.devdomain.bridge;

/**
 * Why a bridge sent a frame to no port at all. Counted at the port the frame came in by, one reason for one frame; so at
 * every port the frames received are those that went somewhere plus the sum of these.
 */
public enum DropReason {
    /** The port is not open. */
    PORT_CLOSED,
    /** Shorter than an Ethernet header. */
    RUNT,
    /** The source address is a group's or all zero; no station has such an address. */
    INVALID_SOURCE,
    /**
     * To one of the addresses 01:80:c2:00:00:01 to 0f, which a bridge does not forward (IEEE 802.1D, reserved
     * addresses). 01:80:c2:00:00:00 is not among them: without a spanning tree it passes as any group does, so that
     * other bridges can find a loop.
     */
    RESERVED_GROUP,
    /** The destination is behind the port the frame came in by. */
    SAME_PORT,
    /** No other port is open, or the frame was for the device domain and its own port is not open. */
    NO_DESTINATION,
    /** The policy permitted none of the ports the frame would have gone to. */
    POLICY
}

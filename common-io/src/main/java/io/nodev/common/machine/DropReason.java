package io.nodev.common.machine;

/** Why a frame did not go on. A reason is counted at the port that the frame came from, or was to leave by. */
public enum DropReason {
    /** The request itself was refused: size, page boundary, or a page that is not the sender's. */
    BAD_REQUEST("bad-request"),
    /** The ethertype is none that this sender may use; legacy architecture. */
    UNSUPPORTED_PROTOCOL("unsupported-protocol"),
    /** No rule names a destination; legacy architecture. */
    NO_ROUTE("no-route"),
    /** A link-local source on its way to the wire; legacy architecture. */
    LINK_LOCAL_SOURCE("link-local-source"),
    /** The hypervisor had no page for the frame, or the backend no buffer. */
    NO_MEMORY("no-memory"),
    /** The queue before delivery was full. */
    QUEUE_FULL("queue-full"),
    /** The receiver had posted no buffer. */
    NO_RECEIVE_BUFFER("no-receive-buffer"),
    /** The receiver's buffer could not be exchanged. */
    BAD_RECEIVE_BUFFER("bad-receive-buffer"),
    /** The sender took its request back. */
    FLUSHED("flushed"),
    /** The interface was not connected to the other side. */
    NOT_CONNECTED("not-connected"),
    /** The frame was for a station behind the port that it came from; device-domain architecture. */
    SAME_PORT("same-port"),
    /** The destination is an address that bridges keep to themselves; device-domain architecture. */
    RESERVED_ADDRESS("reserved-address"),
    /** The source is a group's address or all zero, which no station has; device-domain architecture. */
    INVALID_SOURCE("invalid-source"),
    /** The device domain's policy refused it; device-domain architecture. */
    POLICY("policy"),
    /** The device domain's bridge has no other port to send it by; device-domain architecture. */
    NO_PORT("no-port"),
    /** The frame's length is none that a wire carries. */
    BAD_LENGTH("bad-length"),
    /** Not addressed to the NIC, which is not promiscuous. */
    FILTERED("filtered");

    private final String id;

    DropReason(String id) {
        this.id = id;
    }

    /** The word used in reports. */
    public String id() {
        return id;
    }
}

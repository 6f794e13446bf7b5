package io.nodev.common.classifier;

/** Conditions over the key of {@link PacketFields}. */
public final class PacketCondition {
    private static final int BEYOND_PORTS = 0xFFFF_0000;
    private static final int NETWORK = 0xFFFF00;
    private static final int TRANSPORT = 0xFF;

    private PacketCondition() {}

    /** The packet comes from an endpoint. */
    public static Condition from(int endpoint) {
        return upper(PacketFields.SOURCE_AND_PROTOCOLS, -1, endpoint);
    }

    /** The source address is {@code address} in the bits of the mask. */
    public static Condition sourceAddress(int address, int mask) {
        return upper(PacketFields.ADDRESSES, mask, address);
    }

    /** The destination address is {@code address} in the bits of the mask. */
    public static Condition destinationAddress(int address, int mask) {
        return lower(PacketFields.ADDRESSES, mask, address);
    }

    /** The packet shows ports, and the source port is {@code port} in the bits of the mask; a mask of 0 asks nothing. */
    public static Condition sourcePort(int port, int mask) {
        return upper(PacketFields.PORTS, portMask(mask), port & mask);
    }

    /** The same of the destination port. */
    public static Condition destinationPort(int port, int mask) {
        return lower(PacketFields.PORTS, portMask(mask), port & mask);
    }

    /** The ethertype is this one. */
    public static Condition network(int network) {
        return lower(PacketFields.SOURCE_AND_PROTOCOLS, NETWORK, network << 8);
    }

    /** The transport protocol is this one, 0 to 255. */
    public static Condition transport(int transport) {
        return lower(PacketFields.SOURCE_AND_PROTOCOLS, TRANSPORT, transport);
    }

    /** A set mask also covers the bits that only {@link PacketFields#NO_PORT} has. */
    private static int portMask(int mask) {
        return mask == 0 ? 0 : mask | BEYOND_PORTS;
    }

    static Condition upper(int word, int mask, int value) {
        return Condition.masked(word, PacketFields.pair(mask, 0), PacketFields.pair(value, 0));
    }

    static Condition lower(int word, int mask, int value) {
        return Condition.masked(word, PacketFields.pair(0, mask), PacketFields.pair(0, value));
    }
}

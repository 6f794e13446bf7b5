package io.nodev.common.classifier;

/**
 * What a classifier may look at, filled in once per packet by whoever reads headers and reused for the next. Which bytes
 * of a packet become which field is the reader's business; that is how one rule list serves two semantics. Belongs to one
 * thread.
 *
 * <p>The fields lie in the words of a key for a {@link PatternIndex}, where {@link PacketCondition} finds them:
 *
 * <pre>
 *         63                    32 31                     0
 *  word 0 | source address        | destination address   |
 *  word 1 | source port           | destination port      |
 *  word 2 | source endpoint       | network 8..23, transport 0..7 |
 * </pre>
 */
public final class PacketFields {
    /** Network protocol of an IPv4 packet. */
    public static final int NETWORK_IP = 0x0800;

    /** Network protocol of an ARP packet. */
    public static final int NETWORK_ARP = 0x0806;

    /** The port of a packet that shows none; a rule that asks for a port does not match it. */
    public static final int NO_PORT = -1;

    static final int ADDRESSES = 0;
    static final int PORTS = 1;
    static final int SOURCE_AND_PROTOCOLS = 2;
    static final long LOWER = 0xFFFF_FFFFL;

    private static final int WORDS = 3;
    private static final int TRANSPORT = 0xFF;
    private static final int NETWORK_SHIFT = 8;

    private final long[] words = new long[WORDS];

    /** Sets the protocols: an ethertype ({@link #NETWORK_IP} or {@link #NETWORK_ARP}) and a transport number, 0 to 255. */
    public void setProtocols(int network, int transport) {
        words[SOURCE_AND_PROTOCOLS] = (long) network << NETWORK_SHIFT | transport;
    }

    /** Sets the IPv4 addresses, the first octet most significant. */
    public void setAddresses(int source, int destination) {
        words[ADDRESSES] = pair(source, destination);
    }

    /** Sets the ports, 0 to 65535, or {@link #NO_PORT} for a packet that has none. */
    public void setPorts(int source, int destination) {
        words[PORTS] = pair(source, destination);
    }

    /** The ethertype. */
    public int network() {
        return (int) words[SOURCE_AND_PROTOCOLS] >>> NETWORK_SHIFT;
    }

    /** The transport protocol number, 0 to 255. */
    public int transport() {
        return (int) words[SOURCE_AND_PROTOCOLS] & TRANSPORT;
    }

    /** The source address, or ARP's sender protocol address. */
    public int sourceAddress() {
        return (int) (words[ADDRESSES] >>> Integer.SIZE);
    }

    /** The destination address, or ARP's target protocol address. */
    public int destinationAddress() {
        return (int) words[ADDRESSES];
    }

    /** The source port, or {@link #NO_PORT}. */
    public int sourcePort() {
        return (int) (words[PORTS] >>> Integer.SIZE);
    }

    /** The destination port, or {@link #NO_PORT}. */
    public int destinationPort() {
        return (int) words[PORTS];
    }

    /**
     * The key of this packet if it comes from a certain endpoint. The array is these fields' own and not to be written.
     *
     * @param source a vif or {@link Endpoint#PHYSICAL}
     */
    public long[] key(int source) {
        words[SOURCE_AND_PROTOCOLS] = pair(source, (int) words[SOURCE_AND_PROTOCOLS]);
        return words;
    }

    static long pair(int upper, int lower) {
        return (long) upper << Integer.SIZE | lower & LOWER;
    }
}

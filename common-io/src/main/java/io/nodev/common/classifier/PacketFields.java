package io.nodev.common.classifier;

/**
 * What a classifier may look at, filled in once per packet by whoever reads headers and reused for the next. Which bytes
 * of a packet become which field is the reader's business; that is how one rule list serves two semantics.
 */
public final class PacketFields {
    /** Network protocol of an IPv4 packet. */
    public static final int NETWORK_IP = 0x0800;

    /** Network protocol of an ARP packet. */
    public static final int NETWORK_ARP = 0x0806;

    private int network;
    private int transport;
    private int sourceAddress;
    private int destinationAddress;
    private int sourcePort;
    private int destinationPort;

    /** Sets the protocols: an ethertype ({@link #NETWORK_IP} or {@link #NETWORK_ARP}) and a transport number, 0 to 255. */
    public void setProtocols(int network, int transport) {
        this.network = network;
        this.transport = transport;
    }

    /** Sets the IPv4 addresses, the first octet most significant. */
    public void setAddresses(int source, int destination) {
        this.sourceAddress = source;
        this.destinationAddress = destination;
    }

    /** Sets the ports, 0 to 65535, or {@link #NO_PORT} for a packet that has none. */
    public void setPorts(int source, int destination) {
        this.sourcePort = source;
        this.destinationPort = destination;
    }

    /** The port of a packet that shows none; a rule that asks for a port does not match it. */
    public static final int NO_PORT = -1;

    /** The ethertype. */
    public int network() {
        return network;
    }

    /** The transport protocol number, 0 to 255. */
    public int transport() {
        return transport;
    }

    /** The source address, or ARP's sender protocol address. */
    public int sourceAddress() {
        return sourceAddress;
    }

    /** The destination address, or ARP's target protocol address. */
    public int destinationAddress() {
        return destinationAddress;
    }

    /** The source port, or {@link #NO_PORT}. */
    public int sourcePort() {
        return sourcePort;
    }

    /** The destination port, or {@link #NO_PORT}. */
    public int destinationPort() {
        return destinationPort;
    }
}

package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.packet.Ipv4Address;
import java.nio.ByteBuffer;

/**
 * A packet to show somebody, or to ask a rule list about.
 *
 * @param source where it comes from: a vif or {@link Endpoint#PHYSICAL}
 * @param kind its protocol
 * @param sourceAddress source address, or ARP's sender protocol address
 * @param destinationAddress destination address, or ARP's target protocol address
 * @param sourcePort 0 to 65535; 0 if the kind has no ports
 * @param destinationPort 0 to 65535; 0 if the kind has no ports
 */
public record SamplePacket(
        int source, Kind kind, int sourceAddress, int destinationAddress, int sourcePort, int destinationPort) {
    private static final int LENGTH = 60;
    private static final int MAC_OCTET = 9;
    private static final int ETHERTYPE = 12;
    private static final int BODY = 14;

    /** The protocols worth telling apart. */
    public enum Kind {
        /** An ARP request. */
        ARP(0),
        /** IPv4 without ports. */
        ICMP(1),
        /** TCP over IPv4. */
        TCP(6),
        /** UDP over IPv4. */
        UDP(17);

        private final int protocol;

        Kind(int protocol) {
            this.protocol = protocol;
        }

        boolean hasPorts() {
            return this == TCP || this == UDP;
        }
    }

    /** Clears the ports of a kind that has none. */
    public SamplePacket {
        if (!kind.hasPorts()) {
            sourcePort = 0;
            destinationPort = 0;
        }
    }

    /**
     * The packet as a frame of 60 bytes, as far as rules look at it.
     *
     * @param macOctet the fourth octet of the source MAC address; all others are 0
     */
    public byte[] toFrame(int macOctet) {
        ByteBuffer frame = ByteBuffer.allocate(LENGTH);
        frame.put(MAC_OCTET, (byte) macOctet);
        if (kind == Kind.ARP) {
            frame.putShort(ETHERTYPE, (short) PacketFields.NETWORK_ARP);
            frame.position(BODY);
            frame.putShort((short) 1).putShort((short) PacketFields.NETWORK_IP);
            frame.put((byte) 6).put((byte) 4).putShort((short) 1);
            frame.putInt(BODY + 14, sourceAddress).putInt(BODY + 24, destinationAddress);
        } else {
            frame.putShort(ETHERTYPE, (short) PacketFields.NETWORK_IP);
            frame.put(BODY, (byte) 0x45).putShort(BODY + 2, (short) (LENGTH - BODY));
            frame.put(BODY + 8, (byte) 64).put(BODY + 9, (byte) kind.protocol);
            frame.putInt(BODY + 12, sourceAddress).putInt(BODY + 16, destinationAddress);
            frame.putShort(BODY + 20, (short) sourcePort).putShort(BODY + 22, (short) destinationPort);
        }
        return frame.array();
    }

    /** {@code TCP packet from 1/0, 10.0.0.1 port 40000 to 10.0.0.2 port 80}. */
    @Override
    public String toString() {
        return kind + " packet from " + Endpoint.toString(source) + ", " + end(sourceAddress, sourcePort) + " to "
                + end(destinationAddress, destinationPort);
    }

    private String end(int address, int port) {
        return Ipv4Address.format(address) + (kind.hasPorts() ? " port " + port : "");
    }
}

package io.nodev.common.classifier.classbench;

import io.nodev.common.packet.Ipv4Address;

/**
 * One filter of a five-tuple set: prefixes, ranges of ports, a protocol or any.
 *
 * @param source the source address; bits behind the prefix are 0
 * @param sourceBits length of its prefix, 0 to 32
 * @param destination the destination address; bits behind the prefix are 0
 * @param destinationBits length of its prefix, 0 to 32
 * @param sourcePorts the source ports
 * @param destinationPorts the destination ports
 * @param protocol 0 to 255, or {@link #ANY_PROTOCOL}
 */
public record Filter(
        int source,
        int sourceBits,
        int destination,
        int destinationBits,
        Ports sourcePorts,
        Ports destinationPorts,
        int protocol) {
    /** Every protocol. */
    public static final int ANY_PROTOCOL = -1;

    /**
     * A range of ports.
     *
     * @param low the first
     * @param high the last
     */
    public record Ports(int low, int high) {
        /** Every port. */
        public static final Ports ANY = new Ports(0, 65_535);

        @Override
        public String toString() {
            return low + " : " + high;
        }
    }

    /** The mask of a prefix. */
    public static int mask(int bits) {
        return bits == 0 ? 0 : -1 << 32 - bits;
    }

    /** The filter as a line of ClassBench's format: prefixes, ports, and the protocol with its mask, parted by tabs. */
    @Override
    public String toString() {
        return "@" + Ipv4Address.format(source) + "/" + sourceBits + "\t" + Ipv4Address.format(destination) + "/"
                + destinationBits + "\t" + sourcePorts + "\t" + destinationPorts + "\t"
                + (protocol == ANY_PROTOCOL ? "0x00/0x00" : "0x%02X/0xFF".formatted(protocol)) + "\t0x0000/0x0000\t";
    }
}

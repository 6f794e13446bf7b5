package io.nodev.common.classifier.classbench;

/**
 * The five fields of one packet.
 *
 * @param source the source address
 * @param destination the destination address
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 * @param protocol 0 to 255
 */
public record Header(int source, int destination, int sourcePort, int destinationPort, int protocol) {
    /** The header as a line of ClassBench's traces: five decimal numbers parted by tabs. */
    @Override
    public String toString() {
        return Integer.toUnsignedString(source) + "\t" + Integer.toUnsignedString(destination) + "\t" + sourcePort
                + "\t" + destinationPort + "\t" + protocol;
    }
}

package io.nodev.templates.classifier;

import java.util.Objects;

/**
 * What a rule asks of a packet's headers; all of it must hold.
 *
 * @param source the source address, of ARP the sender's
 * @param destination the destination address, of ARP the target's
 * @param sourcePort the source port
 * @param destinationPort the destination port
 * @param protocol the protocol
 */
public record HeaderMatch(
        AddressMatch source,
        AddressMatch destination,
        PortMatch sourcePort,
        PortMatch destinationPort,
        Protocol protocol) {
    /** Every packet. */
    public static final HeaderMatch ANY =
            new HeaderMatch(AddressMatch.ANY, AddressMatch.ANY, PortMatch.ANY, PortMatch.ANY, Protocol.ANY);

    /** Refuses {@code null} components. */
    public HeaderMatch {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(sourcePort, "sourcePort");
        Objects.requireNonNull(destinationPort, "destinationPort");
        Objects.requireNonNull(protocol, "protocol");
    }

    /** The same but for the source address. */
    public HeaderMatch withSource(AddressMatch match) {
        return new HeaderMatch(match, destination, sourcePort, destinationPort, protocol);
    }

    /** The same but for the destination address. */
    public HeaderMatch withDestination(AddressMatch match) {
        return new HeaderMatch(source, match, sourcePort, destinationPort, protocol);
    }

    /** The same but for the ports. */
    public HeaderMatch withPorts(PortMatch sourceMatch, PortMatch destinationMatch) {
        return new HeaderMatch(source, destination, sourceMatch, destinationMatch, protocol);
    }

    /** The same but for the protocol. */
    public HeaderMatch withProtocol(Protocol match) {
        return new HeaderMatch(source, destination, sourcePort, destinationPort, match);
    }

    /** Whether every packet passes. */
    boolean isAny() {
        return source.isAny()
                && destination.isAny()
                && sourcePort.isAny()
                && destinationPort.isAny()
                && protocol == Protocol.ANY;
    }
}

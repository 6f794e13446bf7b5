package io.nodev.common.packet;

/** What TCP and UDP have in common: the ports come first, and the checksum covers a part of the IPv4 header too. */
public abstract sealed class TransportView extends PacketView permits TcpView, UdpView {
    private static final int SOURCE_PORT = 0;
    private static final int DESTINATION_PORT = 2;

    TransportView(int minimumLength) {
        super(minimumLength);
    }

    /** The sender's port, 0 to 65535. */
    public final int sourcePort() {
        return u16(SOURCE_PORT);
    }

    /** Sets the sender's port. */
    public final void setSourcePort(int port) {
        put16(SOURCE_PORT, port);
    }

    /** The receiver's port, 0 to 65535. */
    public final int destinationPort() {
        return u16(DESTINATION_PORT);
    }

    /** Sets the receiver's port. */
    public final void setDestinationPort(int port) {
        put16(DESTINATION_PORT, port);
    }

    /** The checksum over a pseudo header, as {@link InternetChecksum#pseudoHeader} has it, and the first bytes here. */
    final int checksumWith(long pseudoHeader, int length) {
        return InternetChecksum.finish(InternetChecksum.add(pseudoHeader, bytes(), offset(), length));
    }
}

package io.nodev.common.packet;

/**
 * A UDP datagram. It attaches if its header is there and its length field at least covers the header; the payload may go
 * on beyond the bytes, as in a first fragment or a copied header: {@link #isWhole()} tells. Not for later fragments.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc768">RFC 768</a>
 */
public final class UdpView extends TransportView {
    /** Bytes of the header. */
    public static final int HEADER_LENGTH = 8;

    private static final int PORTS = 0;
    private static final int DATAGRAM_LENGTH = 4;
    private static final int CHECKSUM = 6;

    private static final int NO_CHECKSUM = 0;
    private static final int ZERO_CHECKSUM = 0xFFFF;

    /** A view that shows nothing yet. */
    public UdpView() {
        super(HEADER_LENGTH);
    }

    @Override
    boolean isConsistent() {
        return datagramLength() >= HEADER_LENGTH;
    }

    /**
     * Writes a header over whatever the bytes hold, for a datagram of {@code length} bytes, and shows it. Ports and
     * checksum are zero until they are set.
     *
     * @param length bytes of the datagram, 8 to 65535
     * @return {@code false} if the length is out of range; nothing is written then
     */
    public boolean format(byte[] bytes, int offset, int length) {
        if (length > 0xFFFF || !attachBlank(bytes, offset, length)) {
            return false;
        }
        put32(PORTS, 0);
        put16(DATAGRAM_LENGTH, length);
        put16(CHECKSUM, NO_CHECKSUM);
        return true;
    }

    /** Bytes of header and payload as the header states them; fewer or more may be there. */
    public int datagramLength() {
        return u16(DATAGRAM_LENGTH);
    }

    /** Whether all {@link #datagramLength()} bytes are there. */
    public boolean isWhole() {
        return datagramLength() <= length();
    }

    /** Bytes of payload that belong to the datagram and are there. */
    public int payloadLength() {
        return Math.min(datagramLength(), length()) - HEADER_LENGTH;
    }

    /** The checksum as it stands, 0 to 65535; 0 says that the sender computed none. */
    public int checksum() {
        return u16(CHECKSUM);
    }

    /** Whether the checksum is absent, or the one that a whole datagram between two IPv4 addresses asks for. */
    public boolean hasRightChecksum(int source, int destination) {
        return checksum() == NO_CHECKSUM || isWhole() && computed(source, destination) == 0;
    }

    /**
     * Recomputes the checksum of a datagram between two IPv4 addresses; the last step after fields were set.
     *
     * @throws IllegalStateException if the datagram is not whole
     */
    public void updateChecksum(int source, int destination) {
        if (!isWhole()) {
            throw new IllegalStateException("a part of a datagram has no checksum: datagramLength=" + datagramLength());
        }
        put16(CHECKSUM, NO_CHECKSUM);
        int sum = computed(source, destination);
        put16(CHECKSUM, sum == 0 ? ZERO_CHECKSUM : sum);
    }

    private int computed(int source, int destination) {
        int length = datagramLength();
        long pseudo = InternetChecksum.pseudoHeader(source, destination, Ipv4View.PROTOCOL_UDP, length);
        return checksumWith(pseudo, length);
    }
}

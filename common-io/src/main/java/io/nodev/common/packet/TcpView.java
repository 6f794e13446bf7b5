package io.nodev.common.packet;

/**
 * A TCP segment. It attaches if the fixed header is there and its data offset is at least 5 words; the options may end
 * beyond the bytes, because the longest headers do not fit in the bytes copied for a decision. Not for later fragments.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9293">RFC 9293</a>
 */
public final class TcpView extends TransportView {
    /** Bytes of a header without options. */
    public static final int MIN_HEADER_LENGTH = 20;

    /** Flag: no more data from the sender. */
    public static final int FIN = 0x01;

    /** Flag: a connection opens. */
    public static final int SYN = 0x02;

    /** Flag: the connection is reset. */
    public static final int RST = 0x04;

    /** Flag: the acknowledgment number counts. */
    public static final int ACK = 0x10;

    private static final int SEQUENCE = 4;
    private static final int ACKNOWLEDGMENT = 8;
    private static final int DATA_OFFSET = 12;
    private static final int FLAGS = 13;
    private static final int CHECKSUM = 16;

    /** A view that shows nothing yet. */
    public TcpView() {
        super(MIN_HEADER_LENGTH);
    }

    @Override
    boolean isConsistent() {
        return headerLength() >= MIN_HEADER_LENGTH;
    }

    /**
     * Writes a header without options over whatever the bytes hold and shows it. All fields but the data offset are zero
     * until they are set.
     *
     * @return {@code false} if the bytes are too few; nothing is written then
     */
    public boolean format(byte[] bytes, int offset, int length) {
        if (!attachBlank(bytes, offset, length)) {
            return false;
        }
        for (int at = 0; at < MIN_HEADER_LENGTH; at += 4) {
            put32(at, 0);
        }
        put8(DATA_OFFSET, MIN_HEADER_LENGTH / 4 << 4);
        return true;
    }

    /** The sequence number, an unsigned 32-bit value. */
    public int sequence() {
        return i32(SEQUENCE);
    }

    /** Sets the sequence number. */
    public void setSequence(int sequence) {
        put32(SEQUENCE, sequence);
    }

    /** The acknowledgment number, an unsigned 32-bit value. */
    public int acknowledgment() {
        return i32(ACKNOWLEDGMENT);
    }

    /** Sets the acknowledgment number. */
    public void setAcknowledgment(int acknowledgment) {
        put32(ACKNOWLEDGMENT, acknowledgment);
    }

    /** The eight flags: {@link #FIN}, {@link #SYN}, {@link #RST}, {@link #ACK} and others. */
    public int flags() {
        return u8(FLAGS);
    }

    /** Sets the eight flags. */
    public void setFlags(int flags) {
        put8(FLAGS, flags);
    }

    /** Bytes of the header with its options as the segment states them, 20 to 60. */
    public int headerLength() {
        return (u8(DATA_OFFSET) >>> 4) * 4;
    }

    /** Whether all {@link #headerLength()} bytes are there. */
    public boolean hasWholeHeader() {
        return headerLength() <= length();
    }

    /** Bytes after the header that are there; 0 if the header itself is cut. */
    public int payloadLength() {
        return Math.max(0, length() - headerLength());
    }

    /** The checksum as it stands, 0 to 65535. */
    public int checksum() {
        return u16(CHECKSUM);
    }

    /** Whether the checksum is the one that a whole segment between two IPv4 addresses asks for. */
    public boolean hasRightChecksum(int source, int destination) {
        return computed(source, destination) == 0;
    }

    /** Recomputes the checksum of a whole segment between two IPv4 addresses; the last step after fields were set. */
    public void updateChecksum(int source, int destination) {
        put16(CHECKSUM, 0);
        put16(CHECKSUM, computed(source, destination));
    }

    private int computed(int source, int destination) {
        long pseudo = InternetChecksum.pseudoHeader(source, destination, Ipv4View.PROTOCOL_TCP, length());
        return checksumWith(pseudo, length());
    }
}

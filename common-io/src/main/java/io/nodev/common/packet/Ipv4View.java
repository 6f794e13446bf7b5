package io.nodev.common.packet;

/**
 * An IPv4 packet. It attaches if version, header length and total length make sense together and the header, with its
 * options, is there. The payload may go on beyond the bytes: {@link #isWhole()} tells.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc791">RFC 791</a>
 */
public final class Ipv4View extends PacketView {
    /** Bytes of a header without options. */
    public static final int MIN_HEADER_LENGTH = 20;

    /** Protocol number of ICMP. */
    public static final int PROTOCOL_ICMP = 1;

    /** Protocol number of TCP. */
    public static final int PROTOCOL_TCP = 6;

    /** Protocol number of UDP. */
    public static final int PROTOCOL_UDP = 17;

    private static final int VERSION_AND_IHL = 0;
    private static final int TYPE_OF_SERVICE = 1;
    private static final int TOTAL_LENGTH = 2;
    private static final int IDENTIFICATION = 4;
    private static final int FRAGMENT = 6;
    private static final int TIME_TO_LIVE = 8;
    private static final int PROTOCOL = 9;
    private static final int CHECKSUM = 10;
    private static final int SOURCE = 12;
    private static final int DESTINATION = 16;

    private static final int VERSION_4_IHL_5 = 0x45;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET_MASK = 0x1FFF;
    private static final int DEFAULT_TIME_TO_LIVE = 64;

    /** A view that shows nothing yet. */
    public Ipv4View() {
        super(MIN_HEADER_LENGTH);
    }

    @Override
    boolean isConsistent() {
        int header = headerLength();
        return u8(VERSION_AND_IHL) >>> 4 == 4
                && header >= MIN_HEADER_LENGTH
                && header <= length()
                && totalLength() >= header;
    }

    /**
     * Writes a header without options over whatever the bytes hold, for a packet of {@code length} bytes in one piece with
     * 64 hops to live, and shows it. Protocol, addresses and checksum are zero until they are set.
     *
     * @param length bytes of the packet, 20 to 65535
     * @return {@code false} if the length is out of range; nothing is written then
     */
    public boolean format(byte[] bytes, int offset, int length) {
        if (length > 0xFFFF || !attachBlank(bytes, offset, length)) {
            return false;
        }
        put8(VERSION_AND_IHL, VERSION_4_IHL_5);
        put8(TYPE_OF_SERVICE, 0);
        put16(TOTAL_LENGTH, length);
        put32(IDENTIFICATION, 0);
        put8(TIME_TO_LIVE, DEFAULT_TIME_TO_LIVE);
        put8(PROTOCOL, 0);
        put16(CHECKSUM, 0);
        put32(SOURCE, 0);
        put32(DESTINATION, 0);
        return true;
    }

    /** Bytes of the header with its options, 20 to 60. */
    public int headerLength() {
        return (u8(VERSION_AND_IHL) & 0xF) * 4;
    }

    /** Bytes of the packet as its header states them; fewer or more may be there. */
    public int totalLength() {
        return u16(TOTAL_LENGTH);
    }

    /** Whether all {@link #totalLength()} bytes are there. */
    public boolean isWhole() {
        return totalLength() <= length();
    }

    /** The number that the fragments of one datagram share, 0 to 65535. */
    public int identification() {
        return u16(IDENTIFICATION);
    }

    /** Sets the number that the fragments of one datagram share. */
    public void setIdentification(int identification) {
        put16(IDENTIFICATION, identification);
    }

    /** Where this payload lies in its datagram, in bytes: a multiple of 8, 0 to 65528. */
    public int fragmentOffset() {
        return (u16(FRAGMENT) & FRAGMENT_OFFSET_MASK) * 8;
    }

    /** Whether fragments of the same datagram follow this one. */
    public boolean hasMoreFragments() {
        return (u16(FRAGMENT) & MORE_FRAGMENTS) != 0;
    }

    /** Whether this is a piece of a datagram, the first one included. */
    public boolean isFragment() {
        return (u16(FRAGMENT) & (MORE_FRAGMENTS | FRAGMENT_OFFSET_MASK)) != 0;
    }

    /** Whether this piece lacks the datagram's start, where the transport header with its ports is. */
    public boolean isLaterFragment() {
        return (u16(FRAGMENT) & FRAGMENT_OFFSET_MASK) != 0;
    }

    /** Hops left, 0 to 255. */
    public int timeToLive() {
        return u8(TIME_TO_LIVE);
    }

    /** Sets the hops left. */
    public void setTimeToLive(int hops) {
        put8(TIME_TO_LIVE, hops);
    }

    /** The transport protocol, 0 to 255. */
    public int protocol() {
        return u8(PROTOCOL);
    }

    /** Sets the transport protocol. */
    public void setProtocol(int protocol) {
        put8(PROTOCOL, protocol);
    }

    /** The source address. */
    public int source() {
        return i32(SOURCE);
    }

    /** Sets the source address. */
    public void setSource(int address) {
        put32(SOURCE, address);
    }

    /** The destination address. */
    public int destination() {
        return i32(DESTINATION);
    }

    /** Sets the destination address. */
    public void setDestination(int address) {
        put32(DESTINATION, address);
    }

    /** The header checksum as it stands, 0 to 65535. */
    public int checksum() {
        return u16(CHECKSUM);
    }

    /** Whether the header checksum is the one its bytes ask for. */
    public boolean hasRightChecksum() {
        return InternetChecksum.of(bytes(), offset(), headerLength()) == 0;
    }

    /** Recomputes the header checksum; the last step after fields were set. */
    public void updateChecksum() {
        put16(CHECKSUM, 0);
        put16(CHECKSUM, InternetChecksum.of(bytes(), offset(), headerLength()));
    }

    /** Where the payload starts in {@link #bytes()}. */
    public int payloadOffset() {
        return offset() + headerLength();
    }

    /** Bytes of payload that belong to the packet and are there; padding of the frame is not counted. */
    public int payloadLength() {
        return Math.min(totalLength(), length()) - headerLength();
    }
}

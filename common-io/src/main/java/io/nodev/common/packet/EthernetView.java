package io.nodev.common.packet;

/**
 * An Ethernet II frame without its check sequence: destination, source, ethertype, payload.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc894">RFC 894</a>
 */
public final class EthernetView extends PacketView {
    /** Bytes before the payload. */
    public static final int HEADER_LENGTH = 14;

    /** Bytes of the longest frame, header included, check sequence not. */
    public static final int MAX_FRAME_LENGTH = 1_514;

    /** Ethertype of IPv4. */
    public static final int TYPE_IPV4 = 0x0800;

    /** Ethertype of ARP. */
    public static final int TYPE_ARP = 0x0806;

    /** Ethertype of IPv6. */
    public static final int TYPE_IPV6 = 0x86DD;

    /** Offset of the destination address in a frame. */
    public static final int DESTINATION = 0;

    /** Offset of the source address in a frame. */
    public static final int SOURCE = 6;

    /** Offset of the ethertype in a frame. */
    public static final int TYPE = 12;

    /** A view that shows nothing yet. */
    public EthernetView() {
        super(HEADER_LENGTH);
    }

    @Override
    boolean isConsistent() {
        return true;
    }

    /** The destination, as {@link MacAddress#bits()}. */
    public long destination() {
        return mac(DESTINATION);
    }

    /** Sets the destination, given as {@link MacAddress#bits()}. */
    public void setDestination(long bits) {
        putMac(DESTINATION, bits);
    }

    /** The source, as {@link MacAddress#bits()}. */
    public long source() {
        return mac(SOURCE);
    }

    /** Sets the source, given as {@link MacAddress#bits()}. */
    public void setSource(long bits) {
        putMac(SOURCE, bits);
    }

    /** The ethertype, 0 to 65535; below 1,536 it is the length of an IEEE 802.3 frame. */
    public int type() {
        return u16(TYPE);
    }

    /** Sets the ethertype. */
    public void setType(int type) {
        put16(TYPE, type);
    }

    /** Where the payload starts in {@link #bytes()}. */
    public int payloadOffset() {
        return offset() + HEADER_LENGTH;
    }

    /** Bytes of payload there are, padding included. */
    public int payloadLength() {
        return length() - HEADER_LENGTH;
    }
}

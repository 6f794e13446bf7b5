package io.nodev.common.packet;

/**
 * An ICMP message with the layout of an echo, which others share up to their fifth byte. Attach it to exactly the payload
 * of an unfragmented IPv4 packet: the checksum covers all bytes it is given.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc792">RFC 792</a>
 */
public final class IcmpView extends PacketView {
    /** Bytes of the header. */
    public static final int HEADER_LENGTH = 8;

    /** Type of an echo reply. */
    public static final int ECHO_REPLY = 0;

    /** Type of a message that says a destination cannot be reached. */
    public static final int UNREACHABLE = 3;

    /** Type of an echo request. */
    public static final int ECHO_REQUEST = 8;

    private static final int TYPE = 0;
    private static final int CODE = 1;
    private static final int CHECKSUM = 2;
    private static final int IDENTIFIER = 4;
    private static final int SEQUENCE = 6;

    /** A view that shows nothing yet. */
    public IcmpView() {
        super(HEADER_LENGTH);
    }

    @Override
    boolean isConsistent() {
        return true;
    }

    /** The message type, 0 to 255. */
    public int type() {
        return u8(TYPE);
    }

    /** Sets the message type. */
    public void setType(int type) {
        put8(TYPE, type);
    }

    /** The code within the type, 0 to 255. */
    public int code() {
        return u8(CODE);
    }

    /** Sets the code within the type. */
    public void setCode(int code) {
        put8(CODE, code);
    }

    /** Of an echo: whose it is, 0 to 65535. */
    public int identifier() {
        return u16(IDENTIFIER);
    }

    /** Sets whose echo it is. */
    public void setIdentifier(int identifier) {
        put16(IDENTIFIER, identifier);
    }

    /** Of an echo: which one it is, 0 to 65535. */
    public int sequence() {
        return u16(SEQUENCE);
    }

    /** Sets which echo it is. */
    public void setSequence(int sequence) {
        put16(SEQUENCE, sequence);
    }

    /** The checksum as it stands, 0 to 65535. */
    public int checksum() {
        return u16(CHECKSUM);
    }

    /** Whether the checksum is the one the bytes ask for. */
    public boolean hasRightChecksum() {
        return InternetChecksum.of(bytes(), offset(), length()) == 0;
    }

    /** Recomputes the checksum; the last step after fields were set. */
    public void updateChecksum() {
        put16(CHECKSUM, 0);
        put16(CHECKSUM, InternetChecksum.of(bytes(), offset(), length()));
    }
}

package io.nodev.common.packet;

/**
 * An ARP packet that maps IPv4 to Ethernet addresses, the only kind this view attaches to: hardware type 1, protocol type
 * 0x0800, address lengths 6 and 4.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc826">RFC 826</a>
 */
public final class ArpView extends PacketView {
    /** Bytes of a packet; a frame may have padding after it. */
    public static final int LENGTH = 28;

    /** Operation: who has the target protocol address. */
    public static final int REQUEST = 1;

    /** Operation: the sender has the sender protocol address. */
    public static final int REPLY = 2;

    private static final int HARDWARE_TYPE = 0;
    private static final int PROTOCOL_TYPE = 2;
    private static final int HARDWARE_LENGTH = 4;
    private static final int PROTOCOL_LENGTH = 5;
    private static final int OPERATION = 6;
    private static final int SENDER_HARDWARE = 8;
    private static final int SENDER_PROTOCOL = 14;
    private static final int TARGET_HARDWARE = 18;
    private static final int TARGET_PROTOCOL = 24;

    private static final int ETHERNET = 1;
    private static final int IPV4_OCTETS = 4;

    /** A view that shows nothing yet. */
    public ArpView() {
        super(LENGTH);
    }

    @Override
    boolean isConsistent() {
        return u16(HARDWARE_TYPE) == ETHERNET
                && u16(PROTOCOL_TYPE) == EthernetView.TYPE_IPV4
                && u8(HARDWARE_LENGTH) == MacAddress.LENGTH
                && u8(PROTOCOL_LENGTH) == IPV4_OCTETS;
    }

    /**
     * Writes the four fixed fields over whatever the bytes hold, and shows them. Operation and addresses are left as they
     * are.
     *
     * @return {@code false} if the bytes are too few; nothing is written then
     */
    public boolean format(byte[] bytes, int offset, int length) {
        if (!attachBlank(bytes, offset, length)) {
            return false;
        }
        put16(HARDWARE_TYPE, ETHERNET);
        put16(PROTOCOL_TYPE, EthernetView.TYPE_IPV4);
        put8(HARDWARE_LENGTH, MacAddress.LENGTH);
        put8(PROTOCOL_LENGTH, IPV4_OCTETS);
        return true;
    }

    /** The operation, 0 to 65535: {@link #REQUEST}, {@link #REPLY} or another. */
    public int operation() {
        return u16(OPERATION);
    }

    /** Sets the operation. */
    public void setOperation(int operation) {
        put16(OPERATION, operation);
    }

    /** The sender's hardware address, as {@link MacAddress#bits()}. */
    public long senderHardware() {
        return mac(SENDER_HARDWARE);
    }

    /** Sets the sender's hardware address, given as {@link MacAddress#bits()}. */
    public void setSenderHardware(long bits) {
        putMac(SENDER_HARDWARE, bits);
    }

    /** The sender's IPv4 address. */
    public int senderProtocol() {
        return i32(SENDER_PROTOCOL);
    }

    /** Sets the sender's IPv4 address. */
    public void setSenderProtocol(int address) {
        put32(SENDER_PROTOCOL, address);
    }

    /** The target's hardware address, as {@link MacAddress#bits()}; of no meaning in a request. */
    public long targetHardware() {
        return mac(TARGET_HARDWARE);
    }

    /** Sets the target's hardware address, given as {@link MacAddress#bits()}. */
    public void setTargetHardware(long bits) {
        putMac(TARGET_HARDWARE, bits);
    }

    /** The target's IPv4 address. */
    public int targetProtocol() {
        return i32(TARGET_PROTOCOL);
    }

    /** Sets the target's IPv4 address. */
    public void setTargetProtocol(int address) {
        put32(TARGET_PROTOCOL, address);
    }
}

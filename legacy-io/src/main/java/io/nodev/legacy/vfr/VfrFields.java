package io.nodev.legacy.vfr;

import io.nodev.common.classifier.PacketFields;

/**
 * Reads from a frame what rules look at. Immutable; a frame is never read outside its length.
 *
 * <p>As built, offsets are fixed, every port is 0 and, with {@link Quirk#MAC_OCTET_AS_PROTOCOL}, an IPv4 packet's
 * transport protocol is byte 9 of the frame. As documented, the protocol is that of the IPv4 header and ports are those
 * of a TCP or UDP header found behind it; a later fragment, or a header that does not hold together, shows no port. The
 * hypervisor compared only the low byte of the ethertype, which the two ethertypes that get this far differ in; here the
 * whole of it is kept.
 *
 * @see <a href="https://github.com/xen-project/xen">xen/common/network.c at ddc87ed302</a>
 */
public final class VfrFields {
    private static final int ETHERTYPE = 12;
    private static final int ETHERNET_HEADER = 14;
    private static final int MAC_OCTET = 9;
    private static final int SHORTEST_IP = 34;
    private static final int IP_TOTAL_LENGTH = 16;
    private static final int IP_FRAGMENT = 20;
    private static final int IP_PROTOCOL = 23;
    private static final int IP_SOURCE = 26;
    private static final int IP_DESTINATION = 30;
    private static final int IP_HEADER = 20;
    private static final int FRAGMENT_OFFSET = 0x1FFF;
    private static final int SHORTEST_ARP = 42;
    private static final int ARP_SENDER = 28;
    private static final int ARP_TARGET = 38;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final boolean macOctetAsProtocol;
    private final boolean realPorts;

    /** A reader with the header quirks and the preset of {@code semantics}. */
    public VfrFields(VfrSemantics semantics) {
        this.macOctetAsProtocol = semantics.has(Quirk.MAC_OCTET_AS_PROTOCOL);
        this.realPorts = semantics.isDocumented();
    }

    /**
     * Fills {@code fields} from a frame.
     *
     * @param frame the frame, or a private copy of its first bytes
     * @param length how many bytes of {@code frame} are the frame's
     * @param fields where to put them; undefined if the result is {@code false}
     * @return whether the frame is looked up at all; if not (another ethertype, or too short), it matches no rule
     */
    public boolean read(byte[] frame, int length, PacketFields fields) {
        if (length < ETHERNET_HEADER) {
            return false;
        }
        return switch (u16(frame, ETHERTYPE)) {
            case PacketFields.NETWORK_IP -> readIp(frame, length, fields);
            case PacketFields.NETWORK_ARP -> readArp(frame, length, fields);
            default -> false;
        };
    }

    private boolean readArp(byte[] frame, int length, PacketFields fields) {
        if (length < SHORTEST_ARP) {
            return false;
        }
        fields.setProtocols(PacketFields.NETWORK_ARP, 0);
        fields.setAddresses(i32(frame, ARP_SENDER), i32(frame, ARP_TARGET));
        int none = realPorts ? PacketFields.NO_PORT : 0;
        fields.setPorts(none, none);
        return true;
    }

    private boolean readIp(byte[] frame, int length, PacketFields fields) {
        if (length < SHORTEST_IP) {
            return false;
        }
        int transport = frame[macOctetAsProtocol ? MAC_OCTET : IP_PROTOCOL] & 0xFF;
        fields.setProtocols(PacketFields.NETWORK_IP, transport);
        fields.setAddresses(i32(frame, IP_SOURCE), i32(frame, IP_DESTINATION));
        if (realPorts) {
            readPorts(frame, length, fields);
        } else {
            fields.setPorts(0, 0);
        }
        return true;
    }

    private static void readPorts(byte[] frame, int length, PacketFields fields) {
        int header = (frame[ETHERNET_HEADER] & 0x0F) * 4;
        int portsAt = ETHERNET_HEADER + header;
        int end = Math.min(length, ETHERNET_HEADER + u16(frame, IP_TOTAL_LENGTH));
        int protocol = frame[IP_PROTOCOL] & 0xFF;
        boolean shown = (protocol == TCP || protocol == UDP)
                && (frame[ETHERNET_HEADER] & 0xF0) == 0x40
                && header >= IP_HEADER
                && (u16(frame, IP_FRAGMENT) & FRAGMENT_OFFSET) == 0
                && portsAt + 4 <= end;
        if (shown) {
            fields.setPorts(u16(frame, portsAt), u16(frame, portsAt + 2));
        } else {
            fields.setPorts(PacketFields.NO_PORT, PacketFields.NO_PORT);
        }
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private static int i32(byte[] bytes, int at) {
        return u16(bytes, at) << 16 | u16(bytes, at + 2);
    }
}

package io.nodev.devdomain.bridge;

import io.nodev.common.packet.MacAddress;

/** The part of an Ethernet header a bridge looks at, and the values in it that mean something to it. */
final class EthernetAddresses {
    /** Bytes of an Ethernet header: destination, source, type. A shorter frame is none. */
    static final int LENGTH = 14;

    /** MAC control frames go to this address; they concern one link only. */
    static final long PAUSE = 0x0180_C200_0001L;

    /** Frames of the Link Layer Discovery Protocol go to this address (IEEE 802.1AB). */
    static final long LLDP = 0x0180_C200_000EL;

    private static final int LEAST_TAGGED_LENGTH = LENGTH + 4 + 2;
    private static final int CUSTOMER_TAG = 0x8100;
    private static final int SERVICE_TAG = 0x88A8;
    private static final long RESERVED_BLOCK = 0x0180_C200_0000L;
    private static final long BRIDGE_GROUP = RESERVED_BLOCK;

    private EthernetAddresses() {}

    static long destination(byte[] header) {
        return MacAddress.bitsAt(header, 0);
    }

    static long source(byte[] header) {
        return MacAddress.bitsAt(header, MacAddress.LENGTH);
    }

    /**
     * Whether a frame says that it has a VLAN tag and ends within it or the two bytes behind it, which the kernel asks for
     * as well (Linux, {@code net/core/skbuff.c}, {@code skb_vlan_untag}).
     */
    static boolean isCutAtTag(byte[] header, int length) {
        int type = (header[LENGTH - 2] & 0xFF) << 8 | header[LENGTH - 1] & 0xFF;
        return length < LEAST_TAGGED_LENGTH && (type == CUSTOMER_TAG || type == SERVICE_TAG);
    }

    /** Whether an address can be a station's: no group, and not all zero. */
    static boolean isStation(long address) {
        return address != 0 && !MacAddress.isGroup(address);
    }

    /** Whether a bridge keeps frames to this address from other links: 01:80:c2:00:00:01 to 0f. */
    static boolean isReserved(long destination) {
        return (destination & ~0xFL) == RESERVED_BLOCK && destination != BRIDGE_GROUP;
    }
}

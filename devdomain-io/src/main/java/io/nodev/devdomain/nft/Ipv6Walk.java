package io.nodev.devdomain.nft;

/**
 * Finds the transport header of an IPv6 packet behind its extension headers, as the kernel does for rules about ports
 * (Linux, {@code net/ipv6/exthdrs_core.c}, {@code ipv6_find_hdr}): an authentication header ends the walk. In a later
 * fragment the transport header is not found, but its protocol is, and what the kernel then takes for the header is the
 * beginning of what the hook sees (Linux, {@code nf_tables_core.c}, {@code nft_payload_fast_eval}).
 */
final class Ipv6Walk {
    /** Where the transport header of a later fragment is. */
    static final int NOWHERE = -1;

    private static final int HEADER = 40;
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION = 60;

    private int protocol;
    private int end;

    /**
     * Walks the headers of a packet at {@code network}.
     *
     * @return whether the transport header is known: the lengths fit and every header is at hand
     */
    boolean walk(byte[] bytes, int held, int network, int length) {
        if (network + HEADER > held || (bytes[network] & 0xF0) != 0x60) {
            return false;
        }
        if (u16(bytes, network + 4) + HEADER > length - network) {
            return false;
        }
        int next = bytes[network + 6] & 0xFF;
        int at = network + HEADER;
        while (isExtension(next)) {
            if (at + 4 > held) {
                return false;
            }
            if (next == FRAGMENT && (u16(bytes, at + 2) & ~7) != 0) {
                protocol = bytes[at] & 0xFF;
                end = NOWHERE;
                return !isExtension(protocol) && protocol != AUTHENTICATION;
            }
            int size = next == FRAGMENT ? 8 : ((bytes[at + 1] & 0xFF) + 1) * 8;
            next = bytes[at] & 0xFF;
            at += size;
        }
        protocol = next;
        end = at;
        return true;
    }

    /** The protocol behind the last extension header. */
    int protocol() {
        return protocol;
    }

    /** Where the header of {@link #protocol} begins, which may lie behind what is at hand, or {@link #NOWHERE}. */
    int end() {
        return end;
    }

    private static boolean isExtension(int next) {
        return next == HOP_BY_HOP || next == ROUTING || next == FRAGMENT || next == DESTINATION;
    }

    private static int u16(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) << 8 | bytes[offset + 1] & 0xFF;
    }
}

package io.nodev.devdomain.nft;

import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.nft.ruleset.Selector;

/**
 * Finds the fields of a frame that rules look at, as the kernel finds them. A field that the frame has not got, or that
 * lies behind the copied bytes, is not valid, and a rule that looks at it does not match. A later fragment of IPv4 has
 * for ports what lies where they would be: the kernel's fast path does not ask for the fragment's offset (Linux,
 * {@code net/netfilter/nf_tables_core.c}, {@code nft_payload_fast_eval}).
 */
final class HeaderParser {
    /** Behind the bits of the selectors, bits for addresses that can only be written. */
    static final int FIRST_ADDRESS_BIT = 20;

    private static final int ETHER_FIELDS =
            bit(Selector.ETHER_SADDR) | bit(Selector.ETHER_DADDR) | bit(Selector.ETHER_TYPE);
    static final int ARP_FIELDS = bit(Selector.ARP_OPERATION)
            | bit(Selector.ARP_SADDR_IP)
            | bit(Selector.ARP_DADDR_IP)
            | AddressField.ARP_SADDR.bit()
            | AddressField.ARP_DADDR.bit();

    private static final int ALWAYS = bit(Selector.IIFNAME) | bit(Selector.OIFNAME) | bit(Selector.META_LENGTH);
    private static final int ETHERNET = 14;
    private static final int TAG = 4;
    private static final int IPV4 = 0x0800;
    private static final int ARP = 0x0806;
    private static final int IPV6 = 0x86DD;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int IPV4_MIN = 20;

    private final long[] fields;
    private final Ipv6Walk ipv6 = new Ipv6Walk();
    private byte[] bytes;
    private int held;
    private int length;
    private int network;
    private boolean isWhole;
    private int valid;

    HeaderParser(long[] fields) {
        this.fields = fields;
    }

    /** The bit of a field in {@link #valid}. */
    static int bit(Selector selector) {
        return 1 << selector.ordinal();
    }

    /**
     * Reads a frame of which the first {@code bytesHeld} bytes are at hand.
     *
     * @param wholeFrame whether the hook sees it from the Ethernet header on
     */
    void parse(byte[] frame, int bytesHeld, int frameLength, boolean wholeFrame) {
        bytes = frame;
        isWhole = wholeFrame;
        held = bytesHeld;
        length = frameLength;
        valid = ALWAYS;
        network = ETHERNET;
        if (held < ETHERNET) {
            return;
        }
        fields[Selector.ETHER_DADDR.ordinal()] = MacAddress.bitsAt(bytes, 0);
        fields[Selector.ETHER_SADDR.ordinal()] = MacAddress.bitsAt(bytes, MacAddress.LENGTH);
        int type = u16(ETHERNET - 2);
        fields[Selector.ETHER_TYPE.ordinal()] = type;
        valid |= ETHER_FIELDS;
        boolean isTag = type == 0x8100 || type == 0x88A8;
        if (isTag && held >= ETHERNET + TAG) {
            network = ETHERNET + TAG;
            type = u16(network - 2);
        }
        parseNetwork(type);
    }

    /** Which fields the frame has, as bits. */
    int valid() {
        return valid;
    }

    /** Whether there is a whole VLAN tag before the network header. */
    boolean isTagged() {
        return network != ETHERNET;
    }

    /** Where the network header begins. */
    int network() {
        return network;
    }

    /** Length of what the hook sees: the kernel keeps a VLAN tag apart from it. */
    int lengthAtHook() {
        return length - network + (isWhole ? ETHERNET : 0);
    }

    private void parseNetwork(int protocol) {
        if (protocol == IPV4) {
            parseIpv4();
        } else if (protocol == ARP) {
            parseArp();
        } else if (protocol == IPV6 && ipv6.walk(bytes, held, network, length)) {
            int end = ipv6.end() != Ipv6Walk.NOWHERE ? ipv6.end() : isWhole ? 0 : network;
            parsePorts(ipv6.protocol(), end);
        }
    }

    private void parseIpv4() {
        take32(Selector.IP_SADDR, network + 12);
        take32(Selector.IP_DADDR, network + 16);
        take16(Selector.IP_FRAG_OFF, network + 6);
        if (network + 10 <= held) {
            fields[Selector.IP_PROTOCOL.ordinal()] = bytes[network + 9] & 0xFF;
            valid |= bit(Selector.IP_PROTOCOL);
        }
        if (network + IPV4_MIN > held) {
            return;
        }
        int headerBytes = (bytes[network] & 0xF) * 4;
        int total = u16(network + 2);
        boolean isSound = bytes[network] >>> 4 == 4
                && headerBytes >= IPV4_MIN
                && total >= headerBytes
                && total <= length - network;
        if (isSound) {
            parsePorts(bytes[network + 9] & 0xFF, network + headerBytes);
        }
    }

    private void parseArp() {
        take32(Selector.ARP_SADDR_IP, network + 14);
        take32(Selector.ARP_DADDR_IP, network + 24);
        take16(Selector.ARP_OPERATION, network + 6);
        if (network + AddressField.ARP_SADDR.end() <= held) {
            valid |= AddressField.ARP_SADDR.bit();
        }
        if (network + AddressField.ARP_DADDR.end() <= held) {
            valid |= AddressField.ARP_DADDR.bit();
        }
    }

    private void parsePorts(int protocol, int transport) {
        if (protocol == TCP) {
            take16(Selector.TCP_SPORT, transport);
            take16(Selector.TCP_DPORT, transport + 2);
        } else if (protocol == UDP) {
            take16(Selector.UDP_SPORT, transport);
            take16(Selector.UDP_DPORT, transport + 2);
        }
    }

    private void take16(Selector selector, int offset) {
        if (offset + 2 <= held) {
            fields[selector.ordinal()] = u16(offset);
            valid |= bit(selector);
        }
    }

    private void take32(Selector selector, int offset) {
        if (offset + 4 <= held) {
            fields[selector.ordinal()] = (long) u16(offset) << 16 | u16(offset + 2);
            valid |= bit(selector);
        }
    }

    private int u16(int offset) {
        return (bytes[offset] & 0xFF) << 8 | bytes[offset + 1] & 0xFF;
    }
}

package io.nodev.devdomain.nft.ruleset;

import java.util.Arrays;
import java.util.Optional;

/** What a rule can look at in a frame. */
public enum Selector {
    /** The interface the frame came in by. */
    IIFNAME("iifname", DataType.IFNAME),
    /** The interface the frame is to leave by. */
    OIFNAME("oifname", DataType.IFNAME),
    /** The frame's length as the hook sees it; see {@link io.nodev.devdomain.nft.FrameContext}. */
    META_LENGTH("meta length", DataType.LENGTH),
    /** Source of the Ethernet header. */
    ETHER_SADDR("ether saddr", DataType.ETHER_ADDR),
    /** Destination of the Ethernet header. */
    ETHER_DADDR("ether daddr", DataType.ETHER_ADDR),
    /** Type of the Ethernet header; that of the tag if the frame has a VLAN tag. */
    ETHER_TYPE("ether type", DataType.ETHER_TYPE),
    /** Source of the IPv4 header. */
    IP_SADDR("ip saddr", DataType.IPV4_ADDR),
    /** Destination of the IPv4 header. */
    IP_DADDR("ip daddr", DataType.IPV4_ADDR),
    /** Protocol of the IPv4 header. */
    IP_PROTOCOL("ip protocol", DataType.INET_PROTO),
    /** Flags and fragment offset of the IPv4 header; the offset, its low 13 bits, counts 8 bytes. */
    IP_FRAG_OFF("ip frag-off", DataType.FRAG_OFF),
    /** Sender's IPv4 address of an ARP packet. */
    ARP_SADDR_IP("arp saddr ip", DataType.IPV4_ADDR),
    /** Target's IPv4 address of an ARP packet. */
    ARP_DADDR_IP("arp daddr ip", DataType.IPV4_ADDR),
    /** Operation of an ARP packet. */
    ARP_OPERATION("arp operation", DataType.ARP_OP),
    /** Source port of a TCP segment over IPv4 or IPv6. */
    TCP_SPORT("tcp sport", DataType.INET_SERVICE),
    /** Destination port of a TCP segment over IPv4 or IPv6. */
    TCP_DPORT("tcp dport", DataType.INET_SERVICE),
    /** Source port of a UDP datagram over IPv4 or IPv6. */
    UDP_SPORT("udp sport", DataType.INET_SERVICE),
    /** Destination port of a UDP datagram over IPv4 or IPv6. */
    UDP_DPORT("udp dport", DataType.INET_SERVICE);

    private final String text;
    private final DataType type;

    Selector(String text, DataType type) {
        this.text = text;
        this.type = type;
    }

    /** The selector with this text in the language, words one space apart. */
    public static Optional<Selector> of(String text) {
        return Arrays.stream(values())
                .filter(selector -> selector.text.equals(text))
                .findFirst();
    }

    /** The type of what it selects. */
    public DataType type() {
        return type;
    }

    /** The header it looks into, as {@code ip}, {@code arp} or {@code tcp}; {@code meta} for none. */
    public String header() {
        return type == DataType.IFNAME ? "meta" : text.substring(0, text.indexOf(' '));
    }

    /** The selector's text in the language. */
    @Override
    public String toString() {
        return text;
    }
}

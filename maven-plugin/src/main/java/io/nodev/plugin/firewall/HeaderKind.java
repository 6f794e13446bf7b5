package io.nodev.plugin.firewall;

import io.nodev.common.classifier.PacketFields;
import io.nodev.devdomain.nft.ruleset.Selector;

/** The two kinds of packets that rules of the virtual firewall/router know, and where nftables finds their addresses. */
enum HeaderKind {
    /** IPv4; the least header has 20 bytes. */
    IPV4("ip", PacketFields.NETWORK_IP, Selector.IP_SADDR, Selector.IP_DADDR, 20),
    /** ARP for IPv4 over Ethernet: 28 bytes. */
    ARP("arp", PacketFields.NETWORK_ARP, Selector.ARP_SADDR_IP, Selector.ARP_DADDR_IP, 28);

    private final String word;
    private final int etherType;
    private final Selector source;
    private final Selector target;
    private final int least;

    HeaderKind(String word, int etherType, Selector source, Selector target, int least) {
        this.word = word;
        this.etherType = etherType;
        this.source = source;
        this.target = target;
        this.least = least;
    }

    /** How chains about it are named. */
    String word() {
        return word;
    }

    int etherType() {
        return etherType;
    }

    /** Who it says it is from. */
    Selector source() {
        return source;
    }

    /** Whom it is for. */
    Selector target() {
        return target;
    }

    /** The fewest bytes behind the Ethernet header. */
    int least() {
        return least;
    }
}

package io.nodev.templates.classifier;

/** The protocol a rule asks for. */
public enum Protocol {
    /** Every packet. */
    ANY,
    /** Every IPv4 packet. */
    IP,
    /** Packets whose transport number is 6. */
    TCP,
    /** Packets whose transport number is 17. */
    UDP,
    /** Every ARP packet. */
    ARP
}

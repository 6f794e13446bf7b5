package io.nodev.legacy.vfr;

import java.util.Optional;

/** What a rule may ask of a packet's protocol. */
public enum VfrProtocol {
    /** Everything that is looked up at all. */
    ANY(0, "any"),
    /** IPv4. */
    IP(1, "ip"),
    /** TCP, as far as the semantics read a transport protocol. */
    TCP(2, "tcp"),
    /** UDP, likewise. */
    UDP(3, "udp"),
    /** ARP. */
    ARP(4, "arp");

    private static final VfrProtocol[] BY_CODE = values();

    private final int code;
    private final String word;

    VfrProtocol(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** The number in a rule's 16-bit protocol field. */
    public int code() {
        return code;
    }

    /** The word in a rule's text, in lower case. */
    public String word() {
        return word;
    }

    /** The protocol with this number; empty for one that no packet matches. */
    public static Optional<VfrProtocol> of(int code) {
        return code >= 0 && code < BY_CODE.length ? Optional.of(BY_CODE[code]) : Optional.empty();
    }
}

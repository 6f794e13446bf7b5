package io.nodev.devdomain.nft.ruleset;

import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The types of values a rule compares, and how they are written. */
public enum DataType {
    /** The name of an interface, at most 15 characters. */
    IFNAME("ifname", 0),
    /** An interface as {@code fwd} names it. */
    IFACE_INDEX("iface_index", 0),
    /** An Ethernet address. */
    ETHER_ADDR("ether_addr", 48),
    /** The type field of an Ethernet header. */
    ETHER_TYPE("ether_type", 16),
    /** An IPv4 address. */
    IPV4_ADDR("ipv4_addr", 32),
    /** The protocol field of an IPv4 header. */
    INET_PROTO("inet_proto", 8),
    /** A port of TCP or UDP. */
    INET_SERVICE("inet_service", 16),
    /** The operation field of an ARP packet. */
    ARP_OP("arp_op", 16),
    /** A number of bytes. A set has it only by {@code typeof}. */
    LENGTH("integer", 32),
    /** Flags and offset of a fragment. A set has it only by {@code typeof}. */
    FRAG_OFF("integer", 16),
    /** What a verdict map gives. */
    VERDICT("verdict", 0);

    private static final Map<String, Long> ETHER_TYPES =
            Map.of("ip", 0x0800L, "arp", 0x0806L, "ip6", 0x86DDL, "8021q", 0x8100L, "8021ad", 0x88A8L);
    private static final Map<String, Long> PROTOCOLS = Map.of("icmp", 1L, "igmp", 2L, "tcp", 6L, "udp", 17L);
    private static final Map<String, Long> OPERATIONS = Map.of(
            "request", 1L, "reply", 2L, "rrequest", 3L, "rreply", 4L, "inrequest", 8L, "inreply", 9L, "nak", 10L);

    private final String text;
    private final int bits;

    DataType(String text, int bits) {
        this.text = text;
        this.bits = bits;
    }

    /** The type with this name in the language. */
    public static Optional<DataType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.text.equals(name)).findFirst();
    }

    /** The width of a value in bits; 0 for what is no number. */
    public int bits() {
        return bits;
    }

    /** Whether a value is a number: it has prefixes, ranges and masks. */
    public boolean isNumber() {
        return bits != 0;
    }

    /** Whether nft knows it only as a number of so many bits: a set has it by {@code typeof} and a field. */
    public boolean isOnlyOfFields() {
        return this == LENGTH || this == FRAG_OFF;
    }

    /** The largest value. */
    public long max() {
        return (1L << bits) - 1;
    }

    /** The number that a word stands for in this type, as {@code arp} for an Ethernet type. */
    public Optional<Long> named(String word) {
        return Optional.ofNullable(names().get(word));
    }

    /** A number as it is written. */
    public String format(long value) {
        return switch (this) {
            case ETHER_ADDR -> new MacAddress(value).toString();
            case IPV4_ADDR -> Ipv4Address.format((int) value);
            case FRAG_OFF -> value == 0 ? "0" : "0x%04x".formatted(value);
            case ETHER_TYPE -> nameOf(value).orElseGet(() -> "0x%04x".formatted(value));
            default -> nameOf(value).orElseGet(() -> Long.toString(value));
        };
    }

    private Optional<String> nameOf(long value) {
        return names().entrySet().stream()
                .filter(entry -> entry.getValue() == value)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Map<String, Long> names() {
        return switch (this) {
            case ETHER_TYPE -> ETHER_TYPES;
            case INET_PROTO -> PROTOCOLS;
            case ARP_OP -> OPERATIONS;
            default -> Map.of();
        };
    }

    /** The type's name in the language. */
    @Override
    public String toString() {
        return text;
    }
}

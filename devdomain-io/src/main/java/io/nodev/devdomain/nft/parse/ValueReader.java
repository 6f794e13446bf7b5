package io.nodev.devdomain.nft.parse;

import io.nodev.common.packet.Ipv4Address;
import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.InterfaceName;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Value;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads values: numbers, addresses, prefixes, ranges and names of interfaces. */
final class ValueReader {
    private final Tokens tokens;

    ValueReader(Tokens tokens) {
        this.tokens = tokens;
    }

    /** One value or interval. */
    Value read(DataType type) throws SyntaxException {
        if (!type.isNumber()) {
            return readName(type);
        }
        Token start = tokens.peek();
        long low = readNumber(type);
        if (tokens.accept("/")) {
            int length = (int) tokens.expectNumber("the length of a prefix", type.bits());
            return Range.prefix(type, low, length);
        }
        if (!tokens.accept("-")) {
            return Range.of(type, low);
        }
        long high = readNumber(type);
        if (high < low) {
            throw new SyntaxException(
                    start,
                    type.format(low) + "-" + type.format(high),
                    "the first value of a range is the smaller one",
                    "write " + new Range(type, high, low));
        }
        return new Range(type, low, high);
    }

    /** One value. */
    Value readOne(DataType type) throws SyntaxException {
        Token start = tokens.peek();
        Value value = read(type);
        if (value.isInterval()) {
            throw new SyntaxException(
                    start,
                    value.toString(),
                    "expected one value, no prefix or range",
                    "write one, as " + example(type));
        }
        return value;
    }

    /** A number of a type, in one of the ways in which it can be written. */
    long readNumber(DataType type) throws SyntaxException {
        Token token = tokens.next();
        switch (token.kind()) {
            case NUMBER -> {
                return Numbers.parse(token, describe(type), type.max());
            }
            case MAC -> {
                if (type == DataType.ETHER_ADDR) {
                    return parseMac(token.text());
                }
            }
            case IPV4 -> {
                if (type == DataType.IPV4_ADDR) {
                    return parseIpv4(token);
                }
            }
            case NAME, QUOTED -> {
                Optional<Long> value = type.named(token.text());
                if (value.isPresent()) {
                    return value.get();
                }
            }
            default -> {
                // A symbol, which is no value of any type.
            }
        }
        throw new SyntaxException(token, describe(type));
    }

    /** The name of an interface a base chain belongs to. */
    String readDevice() throws SyntaxException {
        return ((InterfaceName) readName(DataType.IFACE_INDEX)).text();
    }

    private Value readName(DataType type) throws SyntaxException {
        Token token = tokens.next();
        if (!token.is(Token.Kind.NAME) && !token.is(Token.Kind.QUOTED)
                || token.text().startsWith("$")) {
            throw new SyntaxException(token, "the name of an interface");
        }
        if (token.is(Token.Kind.NAME) && !Identifiers.isBareText(token)) {
            throw new SyntaxException(
                    token,
                    token.text(),
                    "this name begins with a digit or is a word of the language",
                    "write it between quotation marks");
        }
        String text = token.text();
        boolean isPrefix = text.endsWith("*") && type == DataType.IFNAME;
        String name = isPrefix ? text.substring(0, text.length() - 1) : text;
        if (!name.matches("[\\w.:@+-]{1," + InterfaceName.MAX_LENGTH + "}")) {
            throw new SyntaxException(
                    token,
                    token.shown(),
                    "expected the name of an interface: 1 to 15 letters, digits and . : @ + - _"
                            + (type == DataType.IFNAME ? ", an asterisk only at the end" : ", no asterisk"),
                    "write a name, as " + example(type));
        }
        return new InterfaceName(name, isPrefix);
    }

    private static long parseMac(String text) {
        long bits = 0;
        for (String octet : text.split(":")) {
            bits = bits << 8 | Long.parseLong(octet, 16);
        }
        return bits;
    }

    private static long parseIpv4(Token token) throws SyntaxException {
        for (String octet : token.text().split("\\.")) {
            Numbers.refuseLeadingZero(token, octet);
        }
        try {
            return Integer.toUnsignedLong(Ipv4Address.parse(token.text()));
        } catch (IllegalArgumentException e) {
            throw new SyntaxException(
                    token,
                    token.text(),
                    "an octet of an IPv4 address is at most 255",
                    "write it as " + example(DataType.IPV4_ADDR));
        }
    }

    static String describe(DataType type) {
        return switch (type) {
            case ETHER_ADDR -> "an Ethernet address, as aa:00:00:00:00:01";
            case ETHER_TYPE -> "an Ethernet type: ip, arp, ip6, 8021q, 8021ad or a number";
            case IPV4_ADDR -> "an IPv4 address, as 10.0.0.1";
            case INET_PROTO -> "a protocol: icmp, igmp, tcp, udp or a number";
            case INET_SERVICE -> "a port's number, as 80";
            case ARP_OP -> "an ARP operation: request, reply or a number";
            case LENGTH -> "a number of bytes, as 1500";
            case FRAG_OFF -> "flags and offset of a fragment, as 0x2000";
            case IFNAME, IFACE_INDEX -> "the name of an interface";
            case VERDICT -> "a verdict";
        };
    }

    /** A value, as files write it. */
    static String example(DataType type) {
        return switch (type) {
            case ETHER_ADDR -> "aa:00:00:00:00:01";
            case ETHER_TYPE -> "arp";
            case IPV4_ADDR -> "192.0.2.11";
            case INET_PROTO -> "tcp";
            case INET_SERVICE -> "80";
            case ARP_OP -> "request";
            case LENGTH -> "1500";
            case FRAG_OFF -> "0x2000";
            case IFNAME, IFACE_INDEX -> "\"vif1.0\"";
            case VERDICT -> "accept";
        };
    }

    /** A value of each field. */
    static String example(Key key) {
        return key.types().stream().map(ValueReader::example).collect(Collectors.joining(" . "));
    }
}

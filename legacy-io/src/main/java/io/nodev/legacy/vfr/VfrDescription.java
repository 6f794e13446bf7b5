package io.nodev.legacy.vfr;

import io.nodev.common.packet.Ipv4Address;

/** Rules and operations in words, for messages to people: only what a rule asks for is said. */
public final class VfrDescription {
    private VfrDescription() {}

    /** What a write does, or why it does nothing; one line. */
    public static String of(VfrParsed parsed) {
        if (parsed.operation().isPresent()) {
            return of(parsed.operation().get());
        }
        return parsed.errors().isEmpty()
                ? "does nothing"
                : "error at column "
                        + String.join(
                                "; also at column ",
                                parsed.errors().stream()
                                        .map(VfrSyntaxError::toString)
                                        .toList());
    }

    /** What an operation does. */
    public static String of(VfrOperation operation) {
        return switch (operation.command()) {
            case ADD -> "adds: " + of(operation.rule());
            case DELETE -> "deletes: " + of(operation.rule());
            case PRINT -> "prints the list";
        };
    }

    /** A rule: {@code ACCEPT from 1/0 source address 192.0.2.11 to PHYSICAL}. */
    public static String of(VfrRule rule) {
        StringBuilder text = new StringBuilder(action(rule));
        if (rule.protocol() != VfrProtocol.ANY.code()) {
            text.append(' ').append(protocol(rule));
        }
        text.append(" from ").append(rule.source().endpoint());
        conditions(rule.source(), "source", text);
        text.append(" to ").append(rule.destination().endpoint());
        conditions(rule.destination(), "destination", text);
        return text.toString();
    }

    private static String action(VfrRule rule) {
        return VfrAction.of(rule.action()).map(Enum::name).orElse("action " + rule.action());
    }

    private static String protocol(VfrRule rule) {
        return VfrProtocol.of(rule.protocol()).map(VfrProtocol::word).orElse("protocol " + rule.protocol());
    }

    private static void conditions(VfrSide side, String name, StringBuilder text) {
        if (side.address() != 0 || side.addressMask() != 0) {
            text.append(' ').append(name).append(" address ").append(address(side));
        }
        if (side.port() != 0 || side.portMask() != 0) {
            text.append(' ').append(name).append(" port ").append(port(side));
        }
    }

    private static String address(VfrSide side) {
        String address = Ipv4Address.format(side.address());
        return switch (side.addressMask()) {
            case VfrSide.WHOLE_ADDRESS -> address;
            case 0 -> address + " under mask 0 (any address)";
            default -> address + " under mask " + Ipv4Address.format(side.addressMask());
        };
    }

    private static String port(VfrSide side) {
        return switch (side.portMask()) {
            case VfrSide.WHOLE_PORT -> Integer.toString(side.port());
            case 0 -> side.port() + " under mask 0 (any port)";
            default -> side.port() + " under mask " + side.portMask();
        };
    }
}

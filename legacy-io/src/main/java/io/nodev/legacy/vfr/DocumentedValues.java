package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.legacy.vfr.DocumentedLine.Word;

/** Values as documented: wholly a number or a dotted quad, and in range; anything else is an error at its column. */
final class DocumentedValues {
    private final SyntaxErrors errors;

    DocumentedValues(SyntaxErrors errors) {
        this.errors = errors;
    }

    int address(Word value) {
        try {
            return Ipv4Address.parse(value.text());
        } catch (IllegalArgumentException e) {
            errors.unexpected(
                    value, "four numbers of 0 to 255 with dots between them", "write an address such as 192.0.2.11");
            return 0;
        }
    }

    int mask(Word value) {
        try {
            return Ipv4Address.parse(value.text());
        } catch (IllegalArgumentException e) {
            errors.unexpected(
                    value,
                    "a mask of four numbers of 0 to 255 with dots between them",
                    "write a mask such as 255.255.255.0");
            return 0;
        }
    }

    int port(Word value) {
        return (int) number(value, VfrSide.WHOLE_PORT, "a number of 0 to 65535", "write it in decimal");
    }

    /** A domain that can exist, or the special one. */
    long domain(Word value) {
        if (Long.toUnsignedString(VfrEndpoint.SPECIAL_DOMAIN).equals(value.text())) {
            return VfrEndpoint.SPECIAL_DOMAIN;
        }
        String expected = "a domain id of 0 to " + Endpoint.MAX_DOMAIN;
        return number(value, Endpoint.MAX_DOMAIN, expected, "write the domain's number");
    }

    int index(Word value) {
        return (int) number(value, Endpoint.VIFS_PER_DOMAIN - 1, "a vif index of 0 to 7", "write the vif's number");
    }

    private long number(Word value, long max, String expected, String fix) {
        String text = value.text();
        if (text.matches("[0-9]{1,9}") && Long.parseLong(text) <= max) {
            return Long.parseLong(text);
        }
        errors.unexpected(value, expected, fix);
        return 0;
    }
}

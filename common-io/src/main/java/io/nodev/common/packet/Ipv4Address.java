package io.nodev.common.packet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv4 addresses, which the data path holds as plain {@code int} values, the first octet most significant. */
public final class Ipv4Address {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    private Ipv4Address() {}

    /**
     * Reads a dotted quad of four decimal octets.
     *
     * @throws IllegalArgumentException if the text has another form or an octet is above 255
     */
    public static int parse(String text) {
        Matcher quad = TEXT.matcher(text);
        if (!quad.matches()) {
            throw new IllegalArgumentException("an IPv4 address is four decimal octets with dots: text=" + text);
        }
        int address = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(quad.group(i));
            if (octet > 255) {
                throw new IllegalArgumentException("an octet is at most 255: text=" + text);
            }
            address = address << 8 | octet;
        }
        return address;
    }

    /** The dotted quad of an address. */
    public static String format(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xFF) + "." + (address >>> 8 & 0xFF) + "." + (address & 0xFF);
    }
}

package io.nodev.legacy.vfr;

/** Values as the parser of 2004 understood them. Every text has a value; arithmetic wraps at the width of the field. */
final class AsBuiltValues {
    private AsBuiltValues() {}

    /** Leading digits as an unsigned number modulo 2^64; 0 if there are none. */
    static long unsigned(String text) {
        return digitsFrom(text, 0);
    }

    /** An optional minus sign and digits, modulo 2^32; 0 if there are no digits. */
    static int signed(String text) {
        return text.startsWith("-") ? (int) -digitsFrom(text, 1) : (int) digitsFrom(text, 0);
    }

    private static long digitsFrom(String text, int from) {
        long value = 0;
        for (int i = from; i < text.length() && isDigit(text.charAt(i)); i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    /**
     * An address of digits and dots; 0 if anything else occurs or an octet before a dot is above 255. Missing octets are
     * zeros on the left, a surplus of them shifts the first ones out, and the last octet, unchecked, carries.
     */
    static int dottedQuad(String text) {
        int address = 0;
        int octet = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                octet = octet * 10 + (c - '0');
            } else if (c == '.' && Integer.compareUnsigned(octet, 255) <= 0) {
                address = (address | octet) << 8;
                octet = 0;
            } else {
                return 0;
            }
        }
        return address + octet;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

package io.nodev.common.packet;

import java.util.regex.Pattern;

/**
 * An Ethernet hardware address.
 *
 * @param bits the 48 bits of the address, its first octet most significant; the upper 16 bits are zero
 */
public record MacAddress(long bits) {
    /** Octets in an address. */
    public static final int LENGTH = 6;

    /** The address of every station. */
    public static final MacAddress BROADCAST = new MacAddress(0xFFFF_FFFF_FFFFL);

    private static final Pattern TEXT = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
    private static final long GROUP_BIT = 1L << 40;

    /**
     * @throws IllegalArgumentException if {@code bits} does not fit in 48 bits
     */
    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits: bits=" + Long.toHexString(bits));
        }
    }

    /**
     * Reads the usual text form, six octets of two hexadecimal digits with colons between them.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static MacAddress parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("a MAC address is six two-digit hex octets with colons: text=" + text);
        }
        return new MacAddress(Long.parseLong(text.replace(":", ""), 16));
    }

    /** Reads six octets of {@code bytes} from {@code offset} on. */
    public static MacAddress of(byte[] bytes, int offset) {
        return new MacAddress(bitsAt(bytes, offset));
    }

    /** The 48 bits of the address at {@code offset}, without making an object. */
    public static long bitsAt(byte[] bytes, int offset) {
        long bits = 0;
        for (int i = 0; i < LENGTH; i++) {
            bits = bits << 8 | bytes[offset + i] & 0xFF;
        }
        return bits;
    }

    /** Writes the 48 bits of an address as six octets to {@code bytes} from {@code offset} on. */
    public static void putBits(long bits, byte[] bytes, int offset) {
        for (int i = 0; i < LENGTH; i++) {
            bytes[offset + i] = (byte) (bits >>> 8 * (LENGTH - 1 - i));
        }
    }

    /** Writes the six octets to {@code bytes} from {@code offset} on. */
    public void put(byte[] bytes, int offset) {
        putBits(bits, bytes, offset);
    }

    /** Whether the address names a group: multicast or broadcast. */
    public boolean isGroup() {
        return isGroup(bits);
    }

    /** Whether an address given by its 48 bits names a group: multicast or broadcast. */
    public static boolean isGroup(long bits) {
        return (bits & GROUP_BIT) != 0;
    }

    /** Lower-case octets with colons between them, as {@code aa:00:00:00:00:0b}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            text.append(Character.forDigit((int) (bits >>> shift + 4) & 0xF, 16))
                    .append(Character.forDigit((int) (bits >>> shift) & 0xF, 16));
            if (shift != 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}

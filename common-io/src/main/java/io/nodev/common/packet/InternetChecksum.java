package io.nodev.common.packet;

/**
 * The checksum of IPv4, ICMP, TCP and UDP: the complement of the ones' complement sum of 16-bit words, an odd last byte
 * taken as the high half of a word.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1071">RFC 1071</a>
 */
public final class InternetChecksum {
    private InternetChecksum() {}

    /**
     * The checksum of {@code length} bytes. Over bytes that contain their own right checksum it is 0.
     *
     * @return 0 to 65535
     */
    public static int of(byte[] bytes, int offset, int length) {
        return finish(add(0, bytes, offset, length));
    }

    /**
     * Adds {@code length} bytes to a running sum that starts at 0. Only the last piece of several may have an odd length.
     *
     * @return the new sum, which holds its carries above bit 15 until it is finished
     */
    public static long add(long sum, byte[] bytes, int offset, int length) {
        long total = sum;
        int even = length & ~1;
        for (int i = 0; i < even; i += 2) {
            total += NetworkOrder.u16(bytes, offset + i);
        }
        return even == length ? total : total + ((bytes[offset + even] & 0xFF) << 8);
    }

    /**
     * The sum of the pseudo header that TCP and UDP put before their own bytes.
     *
     * @param protocol of the transport, 0 to 255
     * @param length bytes of transport header and payload
     */
    public static long pseudoHeader(int source, int destination, int protocol, int length) {
        return (source >>> 16)
                + (source & 0xFFFF)
                + (destination >>> 16)
                + (destination & 0xFFFF)
                + protocol
                + (length >>> 16)
                + (length & 0xFFFF);
    }

    /** Folds a running sum to 16 bits, carries added back, and complements it. */
    public static int finish(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xFFFF) + (folded >>> 16);
        }
        return (int) (~folded & 0xFFFF);
    }
}

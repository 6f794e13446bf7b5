package io.nodev.templates.classifier;

/**
 * A test of a port: the bits set in the mask are those of {@code port}.
 *
 * @param port 0 to 65535; bits outside the mask mean nothing
 * @param mask 0 to 65535: the bits that count; 0 tests nothing
 */
public record PortMatch(int port, int mask) {
    /** Every port, and a packet without ports. */
    public static final PortMatch ANY = new PortMatch(0, 0);

    private static final int ALL_BITS = 0xFFFF;

    /**
     * @throws IllegalArgumentException if one of them does not fit in 16 bits
     */
    public PortMatch {
        if ((port & ~ALL_BITS) != 0) {
            throw new IllegalArgumentException("a port is 0 to 65535: port=" + port);
        }
        if ((mask & ~ALL_BITS) != 0) {
            throw new IllegalArgumentException("a port mask is 0 to 65535: mask=" + mask);
        }
    }

    /** One port. */
    public static PortMatch exactly(int port) {
        return new PortMatch(port, ALL_BITS);
    }

    /** Whether every port passes. */
    boolean isAny() {
        return mask == 0;
    }

    /** Whether a single port passes. */
    boolean isExact() {
        return mask == ALL_BITS;
    }

    /** The wanted value of the tested bits, 0 elsewhere. */
    int value() {
        return port & mask;
    }

    /** {@code 80}, or {@code 80/65520}. */
    @Override
    public String toString() {
        return value() + (isExact() ? "" : "/" + mask);
    }
}

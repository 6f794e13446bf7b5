package io.nodev.devdomain.nft.ruleset;

/**
 * The numbers from {@code low} to {@code high}, both included.
 *
 * @param type what the numbers are
 * @param low at least 0
 * @param high at least {@code low} and at most {@code type.max()}
 */
public record Range(DataType type, long low, long high) implements Value {
    /**
     * @throws IllegalArgumentException if the bounds are out of order or out of the type's range
     */
    public Range {
        if (low < 0 || high < low || high > type.max()) {
            throw new IllegalArgumentException("a range of " + type + " is not: low=" + low + ", high=" + high);
        }
    }

    /** One number. */
    public static Range of(DataType type, long value) {
        return new Range(type, value, value);
    }

    /** Every number that agrees with {@code value} in its first {@code length} bits. */
    public static Range prefix(DataType type, long value, int length) {
        long host = type.max() >>> length;
        return new Range(type, value & ~host, value | host);
    }

    @Override
    public boolean isInterval() {
        return low != high;
    }

    /** Whether the two have a number in common. */
    public boolean overlaps(Range other) {
        return low <= other.high && other.low <= high;
    }

    /** One number, a prefix where there is one that says the same, or two numbers with a hyphen. */
    @Override
    public String toString() {
        if (low == high) {
            return type.format(low);
        }
        long host = low ^ high;
        boolean isPrefix = (host & host + 1) == 0 && (low & host) == 0 && host != type.max();
        if (isPrefix && (type == DataType.IPV4_ADDR || type == DataType.ETHER_ADDR)) {
            return type.format(low) + "/" + (type.bits() - Long.bitCount(host));
        }
        return type.format(low) + "-" + type.format(high);
    }
}

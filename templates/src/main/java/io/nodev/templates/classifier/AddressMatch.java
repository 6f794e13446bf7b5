package io.nodev.templates.classifier;

/**
 * A test of an IPv4 address: the bits set in the mask are those of {@code address}.
 *
 * @param address the wanted address; bits outside the mask mean nothing
 * @param mask the bits that count; 0 tests nothing, -1 all of them; need not be a prefix
 */
public record AddressMatch(int address, int mask) {
    /** Every address. */
    public static final AddressMatch ANY = new AddressMatch(0, 0);

    /** One address. */
    public static AddressMatch exactly(int address) {
        return new AddressMatch(address, -1);
    }

    /** Whether every address passes. */
    boolean isAny() {
        return mask == 0;
    }

    /** Whether a single address passes. */
    boolean isExact() {
        return mask == -1;
    }

    /** The wanted value of the tested bits, 0 elsewhere. */
    int value() {
        return address & mask;
    }

    /** {@code 192.0.2.11}, or {@code 192.0.2.0/255.255.255.0}. */
    @Override
    public String toString() {
        return dottedQuad(value()) + (isExact() ? "" : "/" + dottedQuad(mask));
    }

    private static String dottedQuad(int bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xFF) + "." + (bits >>> 8 & 0xFF) + "." + (bits & 0xFF);
    }
}

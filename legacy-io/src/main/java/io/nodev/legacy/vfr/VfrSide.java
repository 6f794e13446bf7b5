package io.nodev.legacy.vfr;

/**
 * What a rule asks of one side, source or destination, of a packet. A masked value matches if it agrees with the
 * packet's in every bit set in the mask, so a mask of 0 matches everything, whatever the value says.
 *
 * @param endpoint where the packet comes from, or where this rule would send it
 * @param address IPv4 address, the first octet most significant
 * @param addressMask which bits of the address count
 * @param port 0 to 65535
 * @param portMask which bits of the port count, 0 to 65535
 */
public record VfrSide(VfrEndpoint endpoint, int address, int addressMask, int port, int portMask) {
    /** A mask that compares a whole address. */
    public static final int WHOLE_ADDRESS = -1;

    /** A mask that compares a whole port. */
    public static final int WHOLE_PORT = 0xFFFF;

    /** Vif 0 of domain 0 with nothing masked: what zeroed memory says. */
    public static final VfrSide ZERO = of(new VfrEndpoint(0, 0));

    /**
     * @throws IllegalArgumentException if the port or its mask does not fit in 16 bits
     */
    public VfrSide {
        requirePort(port, "port");
        requirePort(portMask, "portMask");
    }

    private static void requirePort(int value, String name) {
        if (value >>> 16 != 0) {
            throw new IllegalArgumentException("a port has 16 bits: " + name + "=" + value);
        }
    }

    /** A side of which only the end counts; any address and port. */
    public static VfrSide of(VfrEndpoint endpoint) {
        return new VfrSide(endpoint, 0, 0, 0, 0);
    }

    /** This side with another end. */
    public VfrSide withEndpoint(VfrEndpoint other) {
        return new VfrSide(other, address, addressMask, port, portMask);
    }

    /** This side with another address under the same mask. */
    public VfrSide withAddress(int other) {
        return new VfrSide(endpoint, other, addressMask, port, portMask);
    }

    /** This side with another address mask. */
    public VfrSide withAddressMask(int other) {
        return new VfrSide(endpoint, address, other, port, portMask);
    }

    /** This side with another port under the same mask. */
    public VfrSide withPort(int other) {
        return new VfrSide(endpoint, address, addressMask, other, portMask);
    }

    /** This side with another port mask. */
    public VfrSide withPortMask(int other) {
        return new VfrSide(endpoint, address, addressMask, port, other);
    }
}

package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Endpoint;

/**
 * A packet that one rule list sends to different places, by semantics.
 *
 * @param packet the packet
 * @param cause why
 * @param asBuilt where it goes as built: a vif, the physical interface or nowhere
 * @param asDocumented where it goes as documented
 */
public record PacketDifference(SamplePacket packet, Cause cause, int asBuilt, int asDocumented) {
    /** What the two semantics see differently in a list whose every rule both read alike. */
    public enum Cause {
        /** Which of two matching rules decides. */
        ORDER,
        /** The deciding rule's destination vif does not exist. */
        MISSING_VIF,
        /** The deciding rule is a COUNT rule, which as documented decides nothing. */
        COUNT,
        /** Which protocol or port the packet has. */
        HEADERS,
        /** None of these alone. */
        SEVERAL
    }

    /** {@code ICMP packet from 1/0, 10.0.0.1 to 10.0.0.2: as built to 2/0, as documented to PHYS}. */
    @Override
    public String toString() {
        return packet + ": as built " + to(asBuilt) + ", as documented " + to(asDocumented);
    }

    private static String to(int endpoint) {
        return endpoint == Endpoint.DROP ? "dropped" : "to " + Endpoint.toString(endpoint);
    }
}

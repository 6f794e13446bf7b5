package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Endpoint;

/**
 * One end of a rule as the hypervisor stores it: a domain and a vif index, or one of three special ends. Unlike an {@link
 * Endpoint} it can name what no machine has; such an end is never a packet's.
 *
 * @param domain an unsigned 64-bit domain id; {@link #SPECIAL_DOMAIN} marks a special end
 * @param index an unsigned 32-bit vif index, or which special end
 */
public record VfrEndpoint(long domain, int index) {
    /** The domain id, 2^64 - 1, of the special ends. */
    public static final long SPECIAL_DOMAIN = -1L;

    /** No end at all; as a destination it drops. */
    public static final VfrEndpoint UNKNOWN = new VfrEndpoint(SPECIAL_DOMAIN, 0);

    /** The physical interface. */
    public static final VfrEndpoint PHYSICAL = new VfrEndpoint(SPECIAL_DOMAIN, 1);

    /** Any source, the physical interface included; as a destination it drops. */
    public static final VfrEndpoint ANY = new VfrEndpoint(SPECIAL_DOMAIN, 2);

    /** Whether this is no domain's vif. */
    public boolean isSpecial() {
        return domain == SPECIAL_DOMAIN;
    }

    /** Whether an {@link Endpoint} can name this vif: domain 0 to 32767, index 0 to 7. */
    public boolean isNameable() {
        return domain >= 0 && domain <= Endpoint.MAX_DOMAIN && index >= 0 && index < Endpoint.VIFS_PER_DOMAIN;
    }

    /**
     * This vif as a packet's endpoint.
     *
     * @throws IllegalArgumentException unless {@link #isNameable()}
     */
    public int toEndpoint() {
        if (!isNameable()) {
            throw new IllegalArgumentException("no endpoint can name this end of a rule: end=" + this);
        }
        return Endpoint.vif((int) domain, index);
    }

    /**
     * The end that stands for a packet's endpoint.
     *
     * @param endpoint a vif or {@link Endpoint#PHYSICAL}
     */
    public static VfrEndpoint of(int endpoint) {
        if (endpoint == Endpoint.PHYSICAL) {
            return PHYSICAL;
        }
        return new VfrEndpoint(Endpoint.domain(endpoint), Endpoint.index(endpoint));
    }

    /** {@code 1/0} for vif 0 of domain 1; {@code PHYSICAL}, {@code ANY}, or {@code UNKNOWN} for any other special end. */
    @Override
    public String toString() {
        if (equals(PHYSICAL)) {
            return "PHYSICAL";
        }
        if (equals(ANY)) {
            return "ANY";
        }
        return isSpecial() ? "UNKNOWN" : Long.toUnsignedString(domain) + "/" + Integer.toUnsignedString(index);
    }
}

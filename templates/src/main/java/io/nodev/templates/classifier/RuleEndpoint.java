package io.nodev.templates.classifier;

import io.nodev.common.classifier.Endpoint;

/**
 * A rule's source or destination as the rule list holds it: a domain and a vif index, neither of them checked, or a
 * special endpoint.
 *
 * @param domain the domain, unsigned; {@link #SPECIAL_DOMAIN} if the endpoint is special
 * @param index the vif, unsigned; for a special endpoint what it stands for
 */
public record RuleEndpoint(long domain, int index) {
    /** The domain of a special endpoint, all ones, as in {@code network.h} of Xen at ddc87ed302. */
    public static final long SPECIAL_DOMAIN = -1;

    /** Nothing in particular: no source is it, and what is sent to it is dropped. */
    public static final RuleEndpoint UNKNOWN = new RuleEndpoint(SPECIAL_DOMAIN, 0);

    /** The physical interface. */
    public static final RuleEndpoint PHYSICAL = new RuleEndpoint(SPECIAL_DOMAIN, 1);

    /** As a source: every endpoint; as a destination the same as {@link #UNKNOWN}. */
    public static final RuleEndpoint ANY = new RuleEndpoint(SPECIAL_DOMAIN, 2);

    /** A vif by the number the data path has for it. */
    static RuleEndpoint vif(int domain, int index) {
        return new RuleEndpoint(domain, index);
    }

    /** Whether this names no vif, existing or not. */
    public boolean isSpecial() {
        return domain == SPECIAL_DOMAIN;
    }

    /** Whether a packet could come from here: the physical interface, or a vif some domain could have. */
    boolean isAddressable() {
        return equals(PHYSICAL)
                || domain >= 0 && domain <= Endpoint.MAX_DOMAIN && index >= 0 && index < Endpoint.VIFS_PER_DOMAIN;
    }

    /** The data path's number for an addressable endpoint. */
    int number() {
        return isSpecial() ? Endpoint.PHYSICAL : Endpoint.vif((int) domain, index);
    }

    /** {@code 1/0}, {@code PHYSICAL}, {@code ANY}, {@code UNKNOWN}, or {@code SPECIAL/7}. */
    @Override
    public String toString() {
        if (equals(PHYSICAL)) {
            return "PHYSICAL";
        }
        if (equals(ANY)) {
            return "ANY";
        }
        if (equals(UNKNOWN)) {
            return "UNKNOWN";
        }
        return (isSpecial() ? "SPECIAL" : Long.toUnsignedString(domain)) + "/" + Integer.toUnsignedString(index);
    }
}

package io.nodev.common.classifier;

/** Endpoints of a frame as plain numbers: the vif of a domain, the physical interface, or nowhere. */
public final class Endpoint {
    /** The physical interface: as a source, the frame came from the wire; as a result, it goes there. */
    public static final int PHYSICAL = -1;

    /** Nowhere; only ever a result. */
    public static final int DROP = -2;

    /** Vif slots of a domain. */
    public static final int VIFS_PER_DOMAIN = 8;

    /** The highest domain id an endpoint can name. */
    public static final int MAX_DOMAIN = 32_767;

    private Endpoint() {}

    /**
     * The endpoint of a domain's vif.
     *
     * @param domain 0 to {@link #MAX_DOMAIN}
     * @param index 0 to 7
     * @throws IllegalArgumentException if one of them is out of range
     */
    public static int vif(int domain, int index) {
        if (domain < 0 || domain > MAX_DOMAIN) {
            throw new IllegalArgumentException("a domain id is 0 to 32767: domain=" + domain);
        }
        if (index < 0 || index >= VIFS_PER_DOMAIN) {
            throw new IllegalArgumentException("a vif index is 0 to 7: index=" + index);
        }
        return domain * VIFS_PER_DOMAIN + index;
    }

    /** Whether the endpoint is some domain's vif. */
    public static boolean isVif(int endpoint) {
        return endpoint >= 0;
    }

    /** The domain of a vif endpoint. */
    public static int domain(int endpoint) {
        return endpoint / VIFS_PER_DOMAIN;
    }

    /** The index of a vif endpoint within its domain. */
    public static int index(int endpoint) {
        return endpoint % VIFS_PER_DOMAIN;
    }

    /** {@code 1/0} for vif 0 of domain 1, {@code PHYS} or {@code DROP}. */
    public static String toString(int endpoint) {
        return switch (endpoint) {
            case PHYSICAL -> "PHYS";
            case DROP -> "DROP";
            default -> domain(endpoint) + "/" + index(endpoint);
        };
    }
}

package io.nodev.common.machine;

import io.nodev.common.packet.MacAddress;

/**
 * What a vif is created with.
 *
 * @param address its hardware address; null for the one that is computed from NIC, index and domain name
 * @param creditBytes what it may send in each period, 0 to 4,294,967,295
 * @param creditPeriodMicros length of a period, 0 to 4,294,967,295; 0 for no limit
 * @param backend id of the device domain that serves it; without meaning in a legacy machine
 */
public record VifConfig(MacAddress address, long creditBytes, long creditPeriodMicros, int backend) {
    /** The credit of a vif without limit, and the largest there is. */
    public static final long UNLIMITED = 0xFFFF_FFFFL;

    /** Computed address, no limit, served by domain 0. */
    public static final VifConfig DEFAULT = new VifConfig(null, UNLIMITED, 0, 0);

    /**
     * @throws IllegalArgumentException if a credit value does not fit in 32 bits
     */
    public VifConfig {
        requireUnsigned("creditBytes", creditBytes);
        requireUnsigned("creditPeriodMicros", creditPeriodMicros);
    }

    private static void requireUnsigned(String name, long value) {
        if (value < 0 || value > UNLIMITED) {
            throw new IllegalArgumentException("a rate has 32 bits: " + name + "=" + value);
        }
    }

    /** The same with an address of its own. */
    public VifConfig withAddress(MacAddress other) {
        return new VifConfig(other, creditBytes, creditPeriodMicros, backend);
    }

    /** The same with a rate limit. */
    public VifConfig withRate(long bytes, long periodMicros) {
        return new VifConfig(address, bytes, periodMicros, backend);
    }

    /** The same, served by another device domain. */
    public VifConfig withBackend(int domain) {
        return new VifConfig(address, creditBytes, creditPeriodMicros, domain);
    }
}

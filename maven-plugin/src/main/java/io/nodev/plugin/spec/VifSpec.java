package io.nodev.plugin.spec;

import io.nodev.common.packet.MacAddress;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * A virtual interface of a domain.
 *
 * @param index its place in the domain's list, 0 to 7
 * @param mac the address given; without one it is computed from the first NIC's address, the index and the domain's name
 * @param addresses the IPv4 addresses that lead to it, in the order of the description; none is allowed
 * @param rate the limit of what it sends, or empty for none
 * @param backend id of the device domain that serves it; the first device domain unless given. No meaning in a legacy
 *     machine
 * @param location where its entry begins
 */
public record VifSpec(
        int index,
        Optional<MacAddress> mac,
        List<AddressSpec> addresses,
        Optional<RateSpec> rate,
        int backend,
        SourceLocation location) {
    /** Keeps a copy of {@code addresses}. */
    public VifSpec {
        addresses = List.copyOf(addresses);
    }
}

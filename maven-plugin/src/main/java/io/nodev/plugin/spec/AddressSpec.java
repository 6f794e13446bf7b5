package io.nodev.plugin.spec;

import io.nodev.common.packet.Ipv4Address;
import io.nodev.plugin.diagnostic.SourceLocation;

/**
 * An IPv4 address of a vif.
 *
 * @param address the first octet most significant
 * @param location where it is written
 */
public record AddressSpec(int address, SourceLocation location) {
    /** The dotted quad. */
    @Override
    public String toString() {
        return Ipv4Address.format(address);
    }
}

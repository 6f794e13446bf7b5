package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.List;

/**
 * A domain that owns hardware in a device-domain machine. No meaning in a legacy machine.
 *
 * @param domain its id
 * @param nics names of the NICs it drives; a device domain without NIC only switches
 * @param location where its entry begins; where the description begins if it was not described
 */
public record DeviceDomainSpec(int domain, List<String> nics, SourceLocation location) {
    /** Keeps a copy of {@code nics}. */
    public DeviceDomainSpec {
        nics = List.copyOf(nics);
    }
}

package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.List;
import java.util.stream.Stream;

/**
 * A domain that owns hardware in a device-domain machine. No meaning in a legacy machine.
 *
 * @param domain its id
 * @param nics names of the NICs it drives; a device domain without NIC only switches
 * @param disks names of the disks it drives
 * @param location where its entry begins; where the description begins if it was not described
 */
public record DeviceDomainSpec(int domain, List<String> nics, List<String> disks, SourceLocation location) {
    /** Keeps copies of the lists. */
    public DeviceDomainSpec {
        nics = List.copyOf(nics);
        disks = List.copyOf(disks);
    }

    /** The same, with one disk more. */
    DeviceDomainSpec withDisk(String disk) {
        return new DeviceDomainSpec(
                domain, nics, Stream.concat(disks.stream(), Stream.of(disk)).toList(), location);
    }
}

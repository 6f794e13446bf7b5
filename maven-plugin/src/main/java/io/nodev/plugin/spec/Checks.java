package io.nodev.plugin.spec;

/**
 * What the parts of a description must not contradict; gathered while they are read, reported afterwards.
 *
 * @param stations hardware and IPv4 addresses
 * @param domains ids and names
 * @param deviceDomains device domains, their NICs, and backends
 * @param disks disks, and who owns them
 */
record Checks(StationChecks stations, DomainChecks domains, DeviceDomainChecks deviceDomains, DiskChecks disks) {
    /** Checks that know nothing yet. */
    Checks() {
        this(new StationChecks(), new DomainChecks(), new DeviceDomainChecks(), new DiskChecks());
    }
}

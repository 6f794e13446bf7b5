package io.nodev.plugin.spec;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.List;

/** Holds what each stack asks of the VBDs of a domain as a whole. */
final class VbdChecks {
    private final DiskTable table;
    private final Diagnostics diagnostics;

    VbdChecks(DiskTable table, Diagnostics diagnostics) {
        this.table = table;
        this.diagnostics = diagnostics;
    }

    void check(List<DomainSpec> domains) {
        for (DomainSpec domain : domains) {
            if (table.owners().stream().anyMatch(owner -> owner.domain() == domain.id())) {
                domain.vbds().forEach(vbd -> ownedAnyway(domain, vbd));
            } else {
                domain.vbds().stream()
                        .filter(vbd -> vbd.backend() != domain.vbds().get(0).backend())
                        .forEach(vbd -> secondBackend(domain, vbd));
            }
        }
    }

    private void ownedAnyway(DomainSpec domain, VbdSpec vbd) {
        diagnostics.error(
                vbd.location(),
                ProblemCode.VBD_OF_DEVICE_DOMAIN,
                "domain " + domain.id() + " is a device domain: it drives disks itself and has no VBDs",
                "give the VBD to another domain");
    }

    private void secondBackend(DomainSpec domain, VbdSpec vbd) {
        VbdSpec first = domain.vbds().get(0);
        diagnostics.error(
                vbd.location(),
                ProblemCode.TWO_BLOCK_BACKENDS,
                "VBD " + DeviceNumber.name(vbd.device()) + " of domain " + domain.id() + " is served by domain "
                        + vbd.backend() + ", that of line " + first.location().line() + " by domain "
                        + first.backend() + "; all VBDs of a domain share one ring with one backend",
                "give their disks to one device domain");
    }
}

package io.nodev.plugin.spec;

import io.nodev.common.packet.MacAddress;
import io.nodev.common.packet.VifMac;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * A whole machine description.
 *
 * @param name lower-case letters, digits and single hyphens, a letter first; at most 40 characters
 * @param capture the capture that is played when the machine boots
 * @param nics at least one, in the order of the description; the first is the one Xen drives in a legacy machine
 * @param domains in ascending order of their ids; one of them is domain 0
 * @param deviceDomains at least one: those described, in their order, or domain 0 with every NIC
 * @param restart when backends of device domains are started again by themselves; on request alone if nothing is said
 * @param vfr what the virtual firewall/router is told, and every quirk switch
 * @param block the disks, and how they may be shared
 * @param location the description's first key
 */
public record MachineSpec(
        String name,
        Optional<FileSpec> capture,
        List<NicSpec> nics,
        List<DomainSpec> domains,
        List<DeviceDomainSpec> deviceDomains,
        Optional<RestartSpec> restart,
        VfrSpec vfr,
        BlockSpec block,
        SourceLocation location) {
    /** Keeps copies of the lists. */
    public MachineSpec {
        nics = List.copyOf(nics);
        domains = List.copyOf(domains);
        deviceDomains = List.copyOf(deviceDomains);
    }

    /** The domain with this id, or empty. */
    public Optional<DomainSpec> domain(int id) {
        return domains.stream().filter(domain -> domain.id() == id).findFirst();
    }

    /** The vif {@code index} of domain {@code id}, or empty. */
    public Optional<VifSpec> vif(int id, int index) {
        return domain(id)
                .flatMap(domain -> domain.vifs().stream()
                        .filter(vif -> vif.index() == index)
                        .findFirst());
    }

    /** The address of a vif of {@code domain}: the one given, or the one Xen computes from the first NIC's. */
    public MacAddress macOf(DomainSpec domain, VifSpec vif) {
        return vif.mac().orElseGet(() -> VifMac.of(nics.get(0).mac(), domain.id(), vif.index(), domain.name()));
    }

    /** The NIC of this name, or empty. */
    public Optional<NicSpec> nic(String nicName) {
        return nics.stream().filter(nic -> nic.name().equals(nicName)).findFirst();
    }

    /** The guests that are classes of the user's, by ascending domain id. */
    public List<GuestSpec.OfClass> guestClasses() {
        return domains.stream()
                .map(DomainSpec::guest)
                .filter(GuestSpec.OfClass.class::isInstance)
                .map(GuestSpec.OfClass.class::cast)
                .toList();
    }
}

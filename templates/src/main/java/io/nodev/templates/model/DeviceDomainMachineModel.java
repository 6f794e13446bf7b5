package io.nodev.templates.model;

import java.util.List;

/**
 * The assembly of a machine whose hardware belongs to device domains.
 *
 * @param unit package, name and imports of the class
 * @param cards the NICs
 * @param disks the disks
 * @param sharing how far they may be shared
 * @param domains the domains by ascending id
 * @param deviceDomains who owns which NIC
 * @param restart when backends are started again by themselves; one at most
 * @param firewall name of the resource beside the class that holds the firewall of every device domain
 * @param hypercalls simple name of the class that makes the hypercall table
 */
public record DeviceDomainMachineModel(
        GeneratedClassModel unit,
        List<CardModel> cards,
        List<DiskModel> disks,
        SharingModel sharing,
        List<DomainModel> domains,
        List<DeviceDomainModel> deviceDomains,
        List<RestartModel> restart,
        String firewall,
        String hypercalls) {
    /** Copies the lists. */
    public DeviceDomainMachineModel {
        cards = List.copyOf(cards);
        disks = List.copyOf(disks);
        domains = List.copyOf(domains);
        deviceDomains = List.copyOf(deviceDomains);
        restart = List.copyOf(restart);
    }
}

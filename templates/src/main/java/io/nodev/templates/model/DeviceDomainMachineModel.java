package io.nodev.templates.model;

import java.util.List;

/**
 * The assembly of a machine whose hardware belongs to device domains.
 *
 * @param unit package, name and imports of the class
 * @param cards the NICs
 * @param disks the disks
 * @param domains the domains by ascending id
 * @param deviceDomains who owns which NIC
 * @param firewall name of the resource beside the class that holds the firewall of every device domain
 * @param hypercalls simple name of the class that makes the hypercall table
 */
public record DeviceDomainMachineModel(
        GeneratedClassModel unit,
        List<CardModel> cards,
        List<DiskModel> disks,
        List<DomainModel> domains,
        List<DeviceDomainModel> deviceDomains,
        String firewall,
        String hypercalls) {
    /** Copies the lists. */
    public DeviceDomainMachineModel {
        cards = List.copyOf(cards);
        disks = List.copyOf(disks);
        domains = List.copyOf(domains);
        deviceDomains = List.copyOf(deviceDomains);
    }
}

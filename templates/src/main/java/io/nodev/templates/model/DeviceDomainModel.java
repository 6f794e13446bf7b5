package io.nodev.templates.model;

import java.util.List;

/**
 * A domain that owns NICs and disks.
 *
 * @param origin where that is described, as {@code machine.yaml:20}
 * @param domain its id
 * @param cards names of the NICs
 * @param disks names of the disks
 */
public record DeviceDomainModel(String origin, int domain, List<String> cards, List<String> disks) {
    /** Copies the lists. */
    public DeviceDomainModel {
        cards = List.copyOf(cards);
        disks = List.copyOf(disks);
    }

    /** Whether it drives a disk. */
    public boolean drives() {
        return !disks.isEmpty();
    }
}

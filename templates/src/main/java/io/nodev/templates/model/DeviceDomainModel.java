package io.nodev.templates.model;

import java.util.List;

/**
 * A domain that owns NICs.
 *
 * @param origin where that is described, as {@code machine.yaml:20}
 * @param domain its id
 * @param cards names of the NICs
 */
public record DeviceDomainModel(String origin, int domain, List<String> cards) {
    /** Copies the list. */
    public DeviceDomainModel {
        cards = List.copyOf(cards);
    }
}

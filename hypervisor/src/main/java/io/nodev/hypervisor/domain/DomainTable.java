package io.nodev.hypervisor.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The living domains by id. Safe from any thread. */
public final class DomainTable {
    private final ConcurrentSkipListMap<Integer, Domain> domains = new ConcurrentSkipListMap<>();

    /**
     * Adds a domain.
     *
     * @throws IllegalArgumentException if its id is taken
     */
    public void add(Domain domain) {
        if (domains.putIfAbsent(domain.id(), domain) != null) {
            throw new IllegalArgumentException("the id is taken: id=" + domain.id());
        }
    }

    /** Removes a domain; nobody finds it any more. */
    public void remove(Domain domain) {
        domains.remove(domain.id(), domain);
    }

    /** The domain with that id, or null. */
    public Domain find(int id) {
        return domains.get(id);
    }

    /** As {@link #find}, where {@link Domain#SELF} means the caller. */
    public Domain find(int id, Domain caller) {
        return id == Domain.SELF ? caller : find(id);
    }

    /** The domain with the lowest id that is not below {@code id}, or null. */
    public Domain findFrom(int id) {
        Map.Entry<Integer, Domain> entry = domains.ceilingEntry(id);
        return entry == null ? null : entry.getValue();
    }

    /** All of them, by ascending id. */
    public Collection<Domain> all() {
        return List.copyOf(domains.values());
    }
}

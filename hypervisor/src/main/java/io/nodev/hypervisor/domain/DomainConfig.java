package io.nodev.hypervisor.domain;

/**
 * What a domain is created with.
 *
 * @param id 0 to {@link Domain#MAX_ID}, but not {@link Domain#SELF}
 * @param name any text; the first 15 characters are kept
 * @param privileged whether it may act on other domains
 * @param memory pages and where they lie
 * @param favoured the scheduling hint: once woken it runs before anything else, as a device domain should
 */
public record DomainConfig(int id, String name, boolean privileged, MemoryLayout memory, boolean favoured) {
    /** Characters of a name that are kept. Source: MAX_DOMAIN_NAME, xen/include/xen/sched.h at ddc87ed302. */
    public static final int NAME_LENGTH = 15;

    /** Pages for mappings that an ordinary domain gets. */
    public static final int DEFAULT_MAPPING_PAGES = 1022;

    /** Cuts the name; see the record for ranges. */
    public DomainConfig {
        if (id < 0 || id > Domain.MAX_ID) {
            throw new IllegalArgumentException("a domain id is 0 to 32767: id=" + id);
        }
        if (id == Domain.SELF) {
            throw new IllegalArgumentException("a caller names itself by this id: id=" + id);
        }
        name = name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
    }

    /** An ordinary domain: unprivileged, not favoured, {@link #DEFAULT_MAPPING_PAGES} pages for mappings. */
    public static DomainConfig ordinary(int id, String name, int memoryPages) {
        return new DomainConfig(id, name, false, new MemoryLayout(DEFAULT_MAPPING_PAGES, memoryPages), false);
    }

    /** The same with privilege. */
    public DomainConfig withPrivilege() {
        return new DomainConfig(id, name, true, memory, favoured);
    }

    /** The same with the scheduling hint. */
    public DomainConfig withFavour() {
        return new DomainConfig(id, name, privileged, memory, true);
    }

    /** The same with another number of pages for mappings. */
    public DomainConfig withMappingPages(int pages) {
        return new DomainConfig(id, name, privileged, new MemoryLayout(pages, memory.memoryPages()), favoured);
    }
}

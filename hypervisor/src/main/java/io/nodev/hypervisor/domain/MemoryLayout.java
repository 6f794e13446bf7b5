package io.nodev.hypervisor.domain;

import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;

/**
 * Where a new domain finds things in its virtual memory. Page 0 is never mapped; page 1 is the shared-info page; then
 * come pages for mappings (rings, grants), not present at first; ordinary memory starts at the next 4 MiB boundary.
 *
 * @param mappingPages pages free for mappings, from {@link #mappingBase()} on
 * @param memoryPages pages of ordinary memory, from {@link #memoryBase()} on, all present and writable
 */
public record MemoryLayout(int mappingPages, int memoryPages) {
    private static final int FIRST_MAPPING_PAGE = 2;

    /** The most pages of either kind. */
    public static final int MAX_PAGES = 1 << 17;

    /**
     * @throws IllegalArgumentException if a count is below 1 or above {@link #MAX_PAGES}
     */
    public MemoryLayout {
        if (mappingPages < 1 || mappingPages > MAX_PAGES) {
            throw new IllegalArgumentException("a domain has 1 to 131072 mapping pages: mappingPages=" + mappingPages);
        }
        if (memoryPages < 1 || memoryPages > MAX_PAGES) {
            throw new IllegalArgumentException("a domain has 1 to 131072 pages: memoryPages=" + memoryPages);
        }
    }

    /** Virtual address of the shared-info page. */
    public int sharedInfo() {
        return MachineMemory.PAGE_SIZE;
    }

    /** Virtual address of the first page for mappings. */
    public int mappingBase() {
        return FIRST_MAPPING_PAGE * MachineMemory.PAGE_SIZE;
    }

    /** Virtual address of the first page of ordinary memory. */
    public int memoryBase() {
        return tablesFor(FIRST_MAPPING_PAGE + mappingPages) * PageTableEntry.PER_TABLE * MachineMemory.PAGE_SIZE;
    }

    /** L1 tables needed. */
    public int tables() {
        return tablesFor(FIRST_MAPPING_PAGE + mappingPages) + tablesFor(memoryPages);
    }

    private static int tablesFor(int pages) {
        return (pages + PageTableEntry.PER_TABLE - 1) / PageTableEntry.PER_TABLE;
    }
}

package io.nodev.hypervisor.grant;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.hypervisor.memory.PageTables;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * All grant tables of a machine and the operations on them. A result is a {@link GrantStatus}, or a handle of 0 or more
 * where an operation gives one. An operation for a caller runs on that caller's thread.
 */
public final class GrantTables {
    /** The most pages that a domain's table can have. */
    public static final int MAX_PAGES = GrantTable.MAX_PAGES;

    private final MachineMemory memory;
    private final FrameTable frames;
    private final PageTables pageTables;
    private final AtomicReferenceArray<GrantTable> tables = new AtomicReferenceArray<>(Domain.MAX_ID + 1);
    private final AtomicReferenceArray<Mappings> mappings = new AtomicReferenceArray<>(Domain.MAX_ID + 1);

    /** For the domains of one machine. */
    public GrantTables(MachineMemory memory, FrameTable frames, PageTables pageTables) {
        this.memory = memory;
        this.frames = frames;
        this.pageTables = pageTables;
    }

    /** Gives a new domain an empty table. */
    public void register(Domain domain) {
        tables.set(domain.id(), new GrantTable(memory, domain.id()));
        mappings.set(domain.id(), new Mappings());
    }

    private GrantTable table(int domain) {
        return domain >= 0 && domain <= Domain.MAX_ID ? tables.get(domain) : null;
    }

    /**
     * Makes the caller's table at least {@code pages} long and tells its frames, which the caller then maps.
     *
     * @param frameNumbers filled with the frame of each page, as many as asked for
     */
    public int setUp(Domain caller, int pages, int[] frameNumbers) {
        if (pages < 1 || pages > MAX_PAGES || pages > frameNumbers.length) {
            return GrantStatus.GENERAL_ERROR;
        }
        GrantTable table = tables.get(caller.id());
        if (!table.grow(pages, frames)) {
            return GrantStatus.NO_SPACE;
        }
        for (int page = 0; page < pages; page++) {
            frameNumbers[page] = table.frame(page);
        }
        return GrantStatus.OKAY;
    }

    /**
     * Maps a granted frame at an address of the caller that maps nothing yet.
     *
     * @param readOnly how to map; a grant for reading permits nothing else
     * @return a handle to unmap it by, or a negative status
     */
    public int map(Domain caller, int granter, int reference, int virtualAddress, boolean readOnly) {
        GrantTable table = table(granter);
        if (table == null) {
            return GrantStatus.BAD_DOMAIN;
        }
        if (!table.has(reference)) {
            return GrantStatus.BAD_GRANT;
        }
        int word = table.word(reference);
        int flags = GrantEntryLayout.flags(word);
        if (GrantEntryLayout.domain(word) != caller.id() || (flags & GrantEntryLayout.PERMIT_ACCESS) == 0) {
            return GrantStatus.BAD_GRANT;
        }
        if (!readOnly && (flags & GrantEntryLayout.READ_ONLY) != 0) {
            return GrantStatus.PERMISSION_DENIED;
        }
        return map(caller, table, new Use(granter, reference, virtualAddress, readOnly));
    }

    private record Use(int granter, int reference, int virtualAddress, boolean readOnly) {}

    private int map(Domain caller, GrantTable table, Use use) {
        int entryAddress = caller.memory().entryAddress(use.virtualAddress());
        if (entryAddress == AddressSpace.FAULT || PageTableEntry.isPresent(memory.getIntAcquire(entryAddress))) {
            return GrantStatus.BAD_ADDRESS;
        }
        int frame = table.grantedFrame(use.reference());
        int entry = use.readOnly() ? PageTableEntry.readOnly(frame) : PageTableEntry.writable(frame);
        int handle = mappings.get(caller.id()).add(use.granter(), use.reference(), entryAddress, entry);
        if (handle == Mappings.NONE) {
            return GrantStatus.NO_SPACE;
        }
        if (!pageTables.mapForeign(caller.id(), entryAddress, entry, use.granter())) {
            mappings.get(caller.id()).remove(handle);
            return GrantStatus.BAD_PAGE;
        }
        table.beginUse(use.reference());
        return handle;
    }

    /** Ends a mapping. Whatever else the caller did to the entry meanwhile stays. */
    public int unmap(Domain caller, int handle) {
        Mappings mine = mappings.get(caller.id());
        if (!mine.isLive(handle)) {
            return GrantStatus.BAD_HANDLE;
        }
        end(mine, handle);
        return GrantStatus.OKAY;
    }

    private void end(Mappings mine, int handle) {
        pageTables.unmap(mine.entryAddress(handle), mine.entry(handle));
        GrantTable table = table(mine.granter(handle));
        if (table != null) {
            table.endUse(mine.reference(handle));
        }
        mine.remove(handle);
    }

    /**
     * Gives the caller's page at {@code virtualAddress} to a domain that offered one of its own, and maps the offered one
     * in its place, zeroed. Either both pages change hands or neither.
     *
     * @return {@link GrantStatus#OKAY}; BAD_GRANT if there is no such offer to the caller, BAD_ADDRESS if the caller has
     *     no page there that only this mapping uses, BAD_PAGE if the offered page is not the other's or is in use
     */
    public int exchange(Domain caller, int other, int reference, int virtualAddress) {
        GrantTable table = table(other);
        if (table == null) {
            return GrantStatus.BAD_DOMAIN;
        }
        if (!table.has(reference)) {
            return GrantStatus.BAD_GRANT;
        }
        int word = table.word(reference);
        if (word != GrantEntryLayout.word(GrantEntryLayout.OFFER_EXCHANGE, caller.id())) {
            return GrantStatus.BAD_GRANT;
        }
        int entryAddress = caller.memory().entryAddress(virtualAddress);
        int entry = caller.memory().entry(virtualAddress);
        if (!PageTableEntry.isWritable(entry)) {
            return GrantStatus.BAD_ADDRESS;
        }
        int given = PageTableEntry.frame(entry);
        int status = swap(caller.id(), given, other, table.grantedFrame(reference), entryAddress);
        if (status == GrantStatus.OKAY) {
            table.completeExchange(reference, given, word);
        }
        return status;
    }

    private int swap(int caller, int given, int other, int taken, int entryAddress) {
        if (!frames.detachUnmapped(taken, other)) {
            return GrantStatus.BAD_PAGE;
        }
        if (!frames.detachMapped(given, caller)) {
            frames.attachUnmapped(taken, other);
            return GrantStatus.BAD_ADDRESS;
        }
        memory.zero(MachineMemory.address(taken), MachineMemory.PAGE_SIZE);
        frames.attachUnmapped(given, other);
        frames.attachMapped(taken, caller);
        memory.putIntRelease(entryAddress, PageTableEntry.writable(taken));
        return GrantStatus.OKAY;
    }

    /** Uses in progress of one grant; its owner must not reuse the page before there are none. */
    public int uses(int granter, int reference) {
        GrantTable table = table(granter);
        return table == null || !table.has(reference) ? 0 : table.uses(reference);
    }

    /** Ends every mapping that a dying domain holds, and frees its table; pages that others map stay until they unmap. */
    public void unregister(Domain domain) {
        Mappings held = mappings.get(domain.id());
        for (int handle = 0; handle < held.capacity(); handle++) {
            if (held.isLive(handle)) {
                end(held, handle);
            }
        }
        GrantTable table = tables.getAndSet(domain.id(), null);
        table.free(frames);
    }
}

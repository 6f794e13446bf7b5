package io.nodev.hypervisor.grant;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.hypervisor.memory.PageTables;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * All grant tables of a machine and the operations on them. A result is a {@link GrantStatus}, or a handle of 0 or more
 * where an operation gives one. An operation for a caller runs on that caller's thread.
 *
 * <p>To revoke a grant its owner clears the flags and then looks at {@link #uses}; a mapper counts its use and then looks
 * at the flags; a full fence lies between the two steps of each. So either the mapper sees that the grant is gone, or the
 * owner sees the use.
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
        tables.set(domain.id(), new GrantTable(memory, domain));
        mappings.set(domain.id(), new Mappings());
    }

    private GrantTable table(int domain) {
        return domain >= 0 && domain <= Domain.MAX_ID ? tables.get(domain) : null;
    }

    /** A domain's table, while its domain is held; null if there is none any more. */
    private GrantTable held(int domain) {
        GrantTable table = table(domain);
        return table != null && table.domain().hold() ? table : null;
    }

    private static int resolve(int domain, Domain caller) {
        return domain == Domain.SELF ? caller.id() : domain;
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
        GrantTable table = held(resolve(granter, caller));
        if (table == null) {
            return GrantStatus.BAD_DOMAIN;
        }
        try {
            return map(caller, table, reference, virtualAddress, readOnly);
        } finally {
            table.domain().release();
        }
    }

    private int map(Domain caller, GrantTable table, int reference, int virtualAddress, boolean readOnly) {
        if (!table.has(reference)) {
            return GrantStatus.BAD_GRANT;
        }
        table.beginUse(reference);
        VarHandle.fullFence();
        int status = permits(table.word(reference), caller, readOnly);
        int handle =
                status == GrantStatus.OKAY ? mapPermitted(caller, table, reference, virtualAddress, readOnly) : status;
        if (handle < 0) {
            table.endUse(reference);
        }
        return handle;
    }

    private static int permits(int word, Domain caller, boolean readOnly) {
        int flags = GrantEntryLayout.flags(word);
        if (GrantEntryLayout.domain(word) != caller.id() || (flags & GrantEntryLayout.PERMIT_ACCESS) == 0) {
            return GrantStatus.BAD_GRANT;
        }
        boolean writesReadOnly = !readOnly && (flags & GrantEntryLayout.READ_ONLY) != 0;
        return writesReadOnly ? GrantStatus.PERMISSION_DENIED : GrantStatus.OKAY;
    }

    private int mapPermitted(Domain caller, GrantTable table, int reference, int virtualAddress, boolean readOnly) {
        int entryAddress = caller.memory().entryAddress(virtualAddress);
        if (entryAddress == AddressSpace.FAULT || PageTableEntry.isPresent(memory.getIntAcquire(entryAddress))) {
            return GrantStatus.BAD_ADDRESS;
        }
        int frame = table.grantedFrame(reference);
        if (!frames.exists(frame)) {
            return GrantStatus.BAD_PAGE;
        }
        int entry = readOnly ? PageTableEntry.readOnly(frame) : PageTableEntry.writable(frame);
        Mappings mine = mappings.get(caller.id());
        int handle = mine.add(table, reference, entryAddress, entry);
        if (handle == Mappings.NONE) {
            return GrantStatus.NO_SPACE;
        }
        int granter = table.domain().id();
        if (!pageTables.mapForeign(caller.id(), entryAddress, entry, granter)) {
            mine.remove(handle);
            return GrantStatus.BAD_PAGE;
        }
        return handle;
    }

    /**
     * Ends a mapping. If the caller rewrote the entry meanwhile, what it maps now stays as it is; the use ends all the
     * same, because the granter's page is no longer mapped by it.
     */
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
        mine.table(handle).endUse(mine.reference(handle));
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
        GrantTable table = held(resolve(other, caller));
        if (table == null) {
            return GrantStatus.BAD_DOMAIN;
        }
        try {
            return exchange(caller, table, reference, virtualAddress);
        } finally {
            table.domain().release();
        }
    }

    private int exchange(Domain caller, GrantTable table, int reference, int virtualAddress) {
        if (!table.has(reference)) {
            return GrantStatus.BAD_GRANT;
        }
        int word = table.word(reference);
        if (word != GrantEntryLayout.word(GrantEntryLayout.OFFER_EXCHANGE, caller.id())) {
            return GrantStatus.BAD_GRANT;
        }
        int entryAddress = caller.memory().entryAddress(virtualAddress);
        int entry = entryAddress == AddressSpace.FAULT ? 0 : memory.getIntAcquire(entryAddress);
        if (!PageTableEntry.isWritable(entry)) {
            return GrantStatus.BAD_ADDRESS;
        }
        int given = PageTableEntry.frame(entry);
        int taken = table.grantedFrame(reference);
        int other = table.domain().id();
        if (!frames.beginExchange(taken, other)) {
            return GrantStatus.BAD_PAGE;
        }
        if (!frames.joinExchange(given, caller.id(), taken, other)) {
            return GrantStatus.BAD_ADDRESS;
        }
        memory.zero(MachineMemory.address(taken), MachineMemory.PAGE_SIZE);
        memory.putIntRelease(entryAddress, PageTableEntry.writable(taken));
        frames.endExchange(given, caller.id(), taken, other);
        table.completeExchange(reference, given, word);
        return GrantStatus.OKAY;
    }

    /** Uses in progress of one grant; its owner must not reuse the page before there are none. */
    public int uses(int granter, int reference) {
        VarHandle.fullFence();
        GrantTable table = table(granter);
        return table == null || !table.has(reference) ? 0 : table.uses(reference);
    }

    /** Whether a domain's table has such an entry. */
    public boolean has(int granter, int reference) {
        GrantTable table = table(granter);
        return table != null && table.has(reference);
    }

    /**
     * Lets nobody find a dying domain's table any more. The table's pages are freed with the domain's others once nobody
     * holds it.
     *
     * @return what ends every mapping that the domain holds; to be run once, while its page tables are still there, when it
     *     has no more turn
     */
    public Runnable unregister(Domain domain) {
        Mappings held = mappings.getAndSet(domain.id(), null);
        tables.set(domain.id(), null);
        return () -> endAll(held);
    }

    private void endAll(Mappings held) {
        for (int handle = 0; handle < held.capacity(); handle++) {
            if (held.isLive(handle)) {
                end(held, handle);
            }
        }
    }
}

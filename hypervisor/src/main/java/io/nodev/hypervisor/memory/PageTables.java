package io.nodev.hypervisor.memory;

import static io.nodev.hypervisor.memory.PageTableEntry.frame;
import static io.nodev.hypervisor.memory.PageTableEntry.isPresent;
import static io.nodev.hypervisor.memory.PageTableEntry.isWritable;

/**
 * Validated changes of page-table entries, with the references that each mapping holds. The only code that writes an
 * entry on a domain's request.
 */
public final class PageTables {
    private final MachineMemory memory;
    private final FrameTable frames;

    /** For the tables of one machine. */
    public PageTables(MachineMemory memory, FrameTable frames) {
        this.memory = memory;
        this.frames = frames;
    }

    /** Whether a machine address is an aligned entry of one of the domain's own tables. */
    public boolean isEntryOf(int domain, int entryAddress) {
        return entryAddress >= 0
                && (entryAddress & Integer.BYTES - 1) == 0
                && frames.isPageTable(MachineMemory.frame(entryAddress), domain);
    }

    /**
     * Replaces an entry of a domain's own table by one that is not present or maps a frame of that domain.
     *
     * @return whether the change was allowed and made; it is not if the entry is no table's, if bits other than frame,
     *     present and writable are set, if the frame is not the domain's, or if it is a page table and would be writable
     */
    public boolean update(int domain, int entryAddress, int entry) {
        return isEntryOf(domain, entryAddress) && replace(domain, entryAddress, entry);
    }

    /** As {@link #update}, mapping a frame that another domain granted. */
    public boolean mapForeign(int domain, int entryAddress, int entry, int frameOwner) {
        return isEntryOf(domain, entryAddress)
                && !isPresent(memory.getIntAcquire(entryAddress))
                && replace(frameOwner, entryAddress, entry);
    }

    /**
     * Clears an entry if it is still the one expected.
     *
     * @return whether it was
     */
    public boolean unmap(int entryAddress, int expected) {
        if (!memory.compareAndPut(entryAddress, expected, 0)) {
            return false;
        }
        drop(expected);
        return true;
    }

    private boolean replace(int frameOwner, int entryAddress, int entry) {
        int lowBits = entry & MachineMemory.PAGE_SIZE - 1;
        if ((lowBits & ~(PageTableEntry.PRESENT | PageTableEntry.WRITABLE)) != 0 || !take(entry, frameOwner)) {
            return false;
        }
        drop(memory.getAndPut(entryAddress, entry));
        return true;
    }

    private boolean take(int entry, int owner) {
        if (!isPresent(entry)) {
            return true;
        }
        return isWritable(entry) ? frames.acquireWritable(frame(entry), owner) : frames.acquire(frame(entry), owner);
    }

    private void drop(int entry) {
        if (isWritable(entry)) {
            frames.releaseTyped(frame(entry));
        } else if (isPresent(entry)) {
            frames.release(frame(entry));
        }
    }

    /** Clears every entry of a dead domain's table and frees what only it used. */
    public void clear(int tableFrame) {
        int base = MachineMemory.address(tableFrame);
        for (int i = 0; i < PageTableEntry.PER_TABLE; i++) {
            drop(memory.getAndPut(base + i * Integer.BYTES, 0));
        }
    }
}

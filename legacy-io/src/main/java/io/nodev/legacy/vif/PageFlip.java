package io.nodev.legacy.vif;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.hypervisor.memory.PageTables;

/**
 * The exchange of a guest's page for one with a frame in it. The guest names a buffer by the page-table entry that maps it;
 * the entry is made not present while the hypervisor holds the page, and is written again only if the guest has left it
 * alone.
 */
final class PageFlip {
    private final MachineMemory memory;
    private final FrameTable frames;
    private final PageTables pageTables;

    PageFlip(Hypervisor hypervisor) {
        this.memory = hypervisor.memory();
        this.frames = hypervisor.frames();
        this.pageTables = hypervisor.pageTables();
    }

    /**
     * Takes a page from the guest whose thread this is.
     *
     * @param entryAddress a machine address, as the guest gave it
     * @return what the entry was left as; {@link CollectedBuffers#REFUSED} if it is no entry of an own table, does not map
     *     writably, or maps a page that is not the guest's or has another use
     */
    int take(int domain, int entryAddress) {
        if (!pageTables.isEntryOf(domain, entryAddress)) {
            return CollectedBuffers.REFUSED;
        }
        int entry = memory.getIntAcquire(entryAddress);
        int parked = entry & ~PageTableEntry.PRESENT;
        if (!PageTableEntry.isWritable(entry) || !memory.compareAndPut(entryAddress, entry, parked)) {
            return CollectedBuffers.REFUSED;
        }
        if (!frames.detachMapped(PageTableEntry.frame(entry), domain)) {
            memory.compareAndPut(entryAddress, parked, entry);
            return CollectedBuffers.REFUSED;
        }
        return parked;
    }

    /**
     * Gives the guest a page of the hypervisor's, which holds a frame, for the one taken, which becomes free.
     *
     * @return whether the guest got it; if not, its entry was no longer as it was left, and both pages are free
     */
    boolean exchange(int domain, int entryAddress, int parked, int fresh) {
        boolean given = give(domain, entryAddress, parked, fresh);
        frames.release(PageTableEntry.frame(parked));
        return given;
    }

    /** Gives a taken page back, or frees it if the guest's entry is no longer as it was left. */
    void giveBack(int domain, int entryAddress, int parked) {
        give(domain, entryAddress, parked, PageTableEntry.frame(parked));
    }

    /** The mapping's and the owner's references are there before the entry is: the guest may use it at once. */
    private boolean give(int domain, int entryAddress, int parked, int frame) {
        if (frames.attachMapped(frame, domain)) {
            if (memory.compareAndPut(entryAddress, parked, PageTableEntry.writable(frame))) {
                return true;
            }
            frames.releaseTyped(frame);
        }
        frames.release(frame);
        return false;
    }
}

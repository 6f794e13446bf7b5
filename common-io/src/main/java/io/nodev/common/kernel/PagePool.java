package io.nodev.common.kernel;

import io.nodev.hypervisor.memory.MachineMemory;

/** Pages of virtual addresses to be handed out and taken back. */
public final class PagePool {
    private final int[] free;
    private int count;

    /** All pages of a range, lowest first. */
    public PagePool(int base, int pages) {
        this.free = new int[pages];
        for (int page = pages - 1; page >= 0; page--) {
            free[count++] = base + page * MachineMemory.PAGE_SIZE;
        }
    }

    /** Pages left. */
    public int available() {
        return count;
    }

    /**
     * Takes a page.
     *
     * @return its virtual address
     * @throws IllegalStateException if there is none: the domain was given too little memory for its devices
     */
    public int take() {
        if (count == 0) {
            throw new IllegalStateException("the domain has no page left: pages=" + free.length);
        }
        return free[--count];
    }

    /** Takes adjoining pages; returns the address of the lowest. Only from a pool nothing was given back to. */
    public int takeRange(int pages) {
        int first = take();
        for (int page = 1; page < pages; page++) {
            if (take() != first + page * MachineMemory.PAGE_SIZE) {
                throw new IllegalStateException("the pool is no longer in order: pages=" + pages);
            }
        }
        return first;
    }

    /** Gives a page back. */
    public void give(int page) {
        free[count++] = page;
    }
}

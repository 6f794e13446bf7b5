package io.nodev.hypervisor.grant;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * One domain's grants: the pages it writes them in, and how many uses of each are in progress. Whoever reads or writes an
 * entry for another domain holds this one meanwhile, or its pages might be somebody else's by then.
 */
final class GrantTable {
    static final int MAX_PAGES = 32;

    private final MachineMemory memory;
    private final Domain domain;
    private final int[] frames = new int[MAX_PAGES];
    private final AtomicIntegerArray uses = new AtomicIntegerArray(MAX_PAGES * GrantEntryLayout.PER_PAGE);
    private volatile int pages;

    GrantTable(MachineMemory memory, Domain domain) {
        this.memory = memory;
        this.domain = domain;
    }

    /** Grows to a number of pages; a table never shrinks. Returns whether there were frames enough. */
    synchronized boolean grow(int wanted, FrameTable frameTable) {
        while (pages < wanted) {
            int frame = frameTable.allocate(domain.id());
            if (frame == FrameTable.NONE) {
                return false;
            }
            frameTable.pin(frame);
            frames[pages] = frame;
            pages++;
        }
        return true;
    }

    Domain domain() {
        return domain;
    }

    int pages() {
        return pages;
    }

    int frame(int page) {
        return frames[page];
    }

    boolean has(int reference) {
        return reference >= 0 && reference < pages * GrantEntryLayout.PER_PAGE;
    }

    private int address(int reference) {
        int frame = frames[reference / GrantEntryLayout.PER_PAGE];
        return MachineMemory.address(frame) + reference % GrantEntryLayout.PER_PAGE * GrantEntryLayout.SIZE;
    }

    int word(int reference) {
        return memory.getIntAcquire(address(reference) + GrantEntryLayout.FLAGS_AND_DOMAIN);
    }

    int grantedFrame(int reference) {
        return memory.getInt(address(reference) + GrantEntryLayout.FRAME);
    }

    /** Tells the owner of an exchange: first the new frame, then that it is there. */
    void completeExchange(int reference, int newFrame, int word) {
        memory.putInt(address(reference) + GrantEntryLayout.FRAME, newFrame);
        memory.putIntRelease(address(reference) + GrantEntryLayout.FLAGS_AND_DOMAIN, word | GrantEntryLayout.EXCHANGED);
    }

    void beginUse(int reference) {
        uses.incrementAndGet(reference);
    }

    void endUse(int reference) {
        uses.decrementAndGet(reference);
    }

    int uses(int reference) {
        return uses.get(reference);
    }
}

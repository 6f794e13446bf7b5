package io.nodev.devdomain.grant;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.OutOfFramesException;
import io.nodev.hypervisor.grant.GrantEntryLayout;
import io.nodev.hypervisor.grant.GrantStatus;
import io.nodev.hypervisor.hypercall.GrantTableOpLayout;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;

/**
 * The grants that this domain gives. A reference names an entry of the domain's own table, which is mapped here for the
 * domain's life. On the domain's virtual CPU only.
 */
public final class GrantReferences {
    /** The answer of {@link #exchangedFrame} while the offer stands. */
    public static final int PENDING = -1;

    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final int table;
    private final int queryOp;
    private final int[] free;
    private int freeCount;

    /**
     * Sets up the domain's grant table.
     *
     * @param pages 1 to 32, for 512 references each
     * @throws OutOfFramesException if the hypervisor has no memory for the table
     */
    public GrantReferences(GuestKernel kernel, int pages) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.queryOp = kernel.scratch(GrantTableOpLayout.QUERY_SIZE);
        this.table = kernel.mappings().takeRange(pages);
        mapTable(pages);
        this.free = new int[pages * GrantEntryLayout.PER_PAGE];
        for (int reference = free.length - 1; reference >= 0; reference--) {
            free[freeCount++] = reference;
        }
    }

    private void mapTable(int pages) {
        int frames = kernel.scratch(pages * Integer.BYTES);
        int op = kernel.scratch(GrantTableOpLayout.SET_UP_SIZE);
        memory.putInt(op + GrantTableOpLayout.SET_UP_PAGES, pages);
        memory.putInt(op + GrantTableOpLayout.SET_UP_FRAMES, frames);
        int result = kernel.gate().call(HypercallNumber.GRANT_TABLE_OP, GrantTableOpLayout.SET_UP, op, 1);
        int status = memory.getInt(op + GrantTableOpLayout.SET_UP_STATUS);
        if (result != 0 || status != GrantStatus.OKAY) {
            throw new OutOfFramesException("no grant table: status=" + status);
        }
        for (int page = 0; page < pages; page++) {
            int frame = memory.getInt(frames + page * Integer.BYTES);
            int address = table + page * MachineMemory.PAGE_SIZE;
            kernel.gate().call(HypercallNumber.UPDATE_VA_MAPPING, address, PageTableEntry.writable(frame), 0);
        }
    }

    private int entry(int reference) {
        return table + reference * GrantEntryLayout.SIZE;
    }

    /** References that nobody took. */
    public int available() {
        return freeCount;
    }

    /**
     * Takes a reference that grants nothing yet.
     *
     * @throws IllegalStateException if all are taken: the domain has more devices than its table allows
     */
    public int take() {
        if (freeCount == 0) {
            throw new IllegalStateException("no grant reference is left: references=" + free.length);
        }
        return free[--freeCount];
    }

    /** Revokes a reference and gives it back. A mapping that the other domain has keeps the page until it ends. */
    public void give(int reference) {
        revoke(reference);
        free[freeCount++] = reference;
    }

    /** Ends the grant; a later attempt to use it is refused. */
    public void revoke(int reference) {
        memory.putIntRelease(entry(reference) + GrantEntryLayout.FLAGS_AND_DOMAIN, GrantEntryLayout.INVALID);
    }

    /** Whether some domain still maps the page of a reference, which may have been revoked: the page is not to be reused. */
    public boolean isInUse(int reference) {
        memory.putInt(queryOp + GrantTableOpLayout.QUERY_REFERENCE, reference);
        int result = kernel.gate().call(HypercallNumber.GRANT_TABLE_OP, GrantTableOpLayout.QUERY, queryOp, 1);
        return result == 0 && memory.getInt(queryOp + GrantTableOpLayout.QUERY_USES) != 0;
    }

    /**
     * Ends an offer of exchange. An exchange that has begun meanwhile still completes and then shows in
     * {@link #exchangedFrame}.
     *
     * @return the frame that came in return, or {@link #PENDING} if none has yet
     */
    public int withdraw(int reference) {
        int word = memory.getAndPut(entry(reference) + GrantEntryLayout.FLAGS_AND_DOMAIN, GrantEntryLayout.INVALID);
        return exchangedFrame(reference, word);
    }

    /**
     * Lets a domain map one of this domain's frames.
     *
     * @param readOnly whether for reading only
     */
    public void permit(int reference, int domain, int frame, boolean readOnly) {
        int flags = GrantEntryLayout.PERMIT_ACCESS | (readOnly ? GrantEntryLayout.READ_ONLY : 0);
        write(reference, GrantEntryLayout.word(flags, domain), frame);
    }

    /** Offers a frame, which this domain maps no longer, in exchange for one of {@code domain}'s. */
    public void offer(int reference, int domain, int frame) {
        write(reference, GrantEntryLayout.word(GrantEntryLayout.OFFER_EXCHANGE, domain), frame);
    }

    /** The flags come last, so that nobody finds a grant without its frame. */
    private void write(int reference, int word, int frame) {
        memory.putInt(entry(reference) + GrantEntryLayout.FRAME, frame);
        memory.putIntRelease(entry(reference) + GrantEntryLayout.FLAGS_AND_DOMAIN, word);
    }

    /** The frame that came in return for an offer, or {@link #PENDING}. */
    public int exchangedFrame(int reference) {
        return exchangedFrame(reference, memory.getIntAcquire(entry(reference) + GrantEntryLayout.FLAGS_AND_DOMAIN));
    }

    private int exchangedFrame(int reference, int word) {
        boolean exchanged = (GrantEntryLayout.flags(word) & GrantEntryLayout.EXCHANGED) != 0;
        return exchanged ? memory.getInt(entry(reference) + GrantEntryLayout.FRAME) : PENDING;
    }
}

package io.nodev.devdomain.netback;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.grant.GrantStatus;
import io.nodev.hypervisor.hypercall.GrantTableOpLayout;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * Pages on their way to guests, given away a batch at a time in exchange for those the guests offered. A page that went
 * is replaced, at the same address, by a zeroed one; one that was refused is zeroed here.
 */
final class PageExchange {
    /** Source: the 64 fresh pages that the backend keeps ready, netback.c at 5c70ae783d. */
    static final int CAPACITY = 64;

    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final int[] pages = new int[CAPACITY];
    private final int[] ids = new int[CAPACITY];
    private final int[] references = new int[CAPACITY];
    private final int[] offsets = new int[CAPACITY];
    private final int[] lengths = new int[CAPACITY];
    private final NetbackInterface[] owners = new NetbackInterface[CAPACITY];
    private final int ops;
    private int count;

    PageExchange(GuestKernel kernel) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.ops = kernel.scratch(CAPACITY * GrantTableOpLayout.EXCHANGE_SIZE);
        for (int i = 0; i < CAPACITY; i++) {
            pages[i] = kernel.pages().take();
        }
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    /** The zeroed page that the next frame goes into. */
    int page() {
        return pages[count];
    }

    /** Puts another page of the backend's in the place of {@link #page}, which the caller gets instead. */
    int swapPage(int page) {
        int spare = pages[count];
        pages[count] = page;
        return spare;
    }

    /** Queues {@link #page}, which now holds a frame, for the guest's oldest receive request. */
    void add(NetbackInterface owner, NetRxRequest request, int offset, int length) {
        int op = ops + count * GrantTableOpLayout.EXCHANGE_SIZE;
        memory.putInt(op + GrantTableOpLayout.DOMAIN, owner.domain());
        memory.putInt(op + GrantTableOpLayout.REFERENCE, request.reference());
        memory.putInt(op + GrantTableOpLayout.EXCHANGE_ADDRESS, pages[count]);
        memory.putInt(op + GrantTableOpLayout.EXCHANGE_STATUS, GrantStatus.GENERAL_ERROR);
        ids[count] = request.id();
        references[count] = request.reference();
        owners[count] = owner;
        offsets[count] = offset;
        lengths[count] = length;
        count++;
    }

    /** Makes the exchanges and answers the guests. */
    void flush() {
        if (count == 0) {
            return;
        }
        kernel.gate().call(HypercallNumber.GRANT_TABLE_OP, GrantTableOpLayout.EXCHANGE, ops, count);
        for (int i = 0; i < count; i++) {
            answer(i);
        }
        count = 0;
    }

    /** Forgets what was queued; every page is as if nothing had been in it. */
    void abandon() {
        for (int i = 0; i < CAPACITY; i++) {
            memory.zero(pages[i], MachineMemory.PAGE_SIZE);
            owners[i] = null;
        }
        count = 0;
    }

    private void answer(int i) {
        int op = ops + i * GrantTableOpLayout.EXCHANGE_SIZE;
        NetbackInterface owner = owners[i];
        owners[i] = null;
        if (memory.getInt(op + GrantTableOpLayout.EXCHANGE_STATUS) == GrantStatus.OKAY) {
            owner.answerReceived(ids[i], references[i], offsets[i], lengths[i]);
        } else {
            memory.zero(pages[i], MachineMemory.PAGE_SIZE);
            owner.answerRefused(ids[i], references[i]);
        }
    }
}

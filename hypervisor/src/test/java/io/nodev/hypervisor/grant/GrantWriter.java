package io.nodev.hypervisor.grant;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.MachineMemory;

/** Writes a domain's grant entries as the domain itself would, in a table of one page. */
public final class GrantWriter {
    private final MachineMemory memory;
    private final int tableFrame;

    /** Sets the table up. */
    public GrantWriter(TestMachine machine, Domain domain) {
        int[] numbers = new int[1];
        int status = machine.hypervisor.grants().setUp(domain, 1, numbers);
        if (status != GrantStatus.OKAY) {
            throw new IllegalStateException("no grant table: status=" + status);
        }
        this.memory = machine.hypervisor.memory();
        this.tableFrame = numbers[0];
    }

    /** The frame of the table. */
    public int tableFrame() {
        return tableFrame;
    }

    private int entry(int reference) {
        return MachineMemory.address(tableFrame) + reference * GrantEntryLayout.SIZE;
    }

    private void write(int reference, int word, int frame) {
        memory.putInt(entry(reference) + GrantEntryLayout.FRAME, frame);
        memory.putIntRelease(entry(reference) + GrantEntryLayout.FLAGS_AND_DOMAIN, word);
    }

    /** Lets a domain map a frame. */
    public void permit(int reference, int domain, int frame, int moreFlags) {
        write(reference, GrantEntryLayout.word(GrantEntryLayout.PERMIT_ACCESS | moreFlags, domain), frame);
    }

    /** Offers a frame for exchange. */
    public void offer(int reference, int domain, int frame) {
        write(reference, GrantEntryLayout.word(GrantEntryLayout.OFFER_EXCHANGE, domain), frame);
    }

    /** Takes a grant back. */
    public void revoke(int reference) {
        memory.putIntRelease(entry(reference) + GrantEntryLayout.FLAGS_AND_DOMAIN, GrantEntryLayout.INVALID);
    }

    /** The flags now. */
    public int flags(int reference) {
        return GrantEntryLayout.flags(memory.getIntAcquire(entry(reference) + GrantEntryLayout.FLAGS_AND_DOMAIN));
    }

    /** The frame now. */
    public int frame(int reference) {
        return memory.getInt(entry(reference) + GrantEntryLayout.FRAME);
    }
}

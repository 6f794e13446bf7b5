package io.nodev.legacy.vif;

import io.nodev.hypervisor.memory.MachineMemory;

/**
 * A transmit request, copied from its slot in one read; nothing of it is read from shared memory again. One object for
 * all requests, filled for each.
 */
final class VifRequest {
    /** Ethernet and IPv4 header; a frame must be longer. Source: PKT_PROT_LEN, xen/common/network.c at ddc87ed302. */
    static final int PROTOCOL_LENGTH = 34;

    /** The longest frame, check sequence not counted. */
    static final int MAX_LENGTH = 1514;

    private static final int HALF_MASK = 0xFFFF;

    private long slot;

    /** Takes the slot at a machine address. */
    void copyFrom(MachineMemory memory, int slotAddress) {
        slot = memory.getLong(slotAddress);
    }

    /** The guest's own number. */
    int id() {
        return (int) slot & HALF_MASK;
    }

    /** Bytes of the frame, 0 to 65,535. */
    int length() {
        return (int) (slot >>> Short.SIZE) & HALF_MASK;
    }

    /** Machine address of the frame's first byte; any 32 bits. */
    int address() {
        return (int) (slot >>> Integer.SIZE);
    }

    /** The frame of machine memory that the address is in; perhaps outside the machine. */
    int page() {
        return address() >>> MachineMemory.PAGE_SHIFT;
    }

    /** Whether the length is one that is carried. */
    boolean hasGoodLength() {
        return length() > PROTOCOL_LENGTH && length() <= MAX_LENGTH;
    }

    /** Whether the frame lies within a page, the page's last byte excepted, as ever. */
    boolean isWithinPage() {
        return MachineMemory.offset(address()) + length() < MachineMemory.PAGE_SIZE;
    }
}

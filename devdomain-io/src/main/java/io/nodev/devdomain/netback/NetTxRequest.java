package io.nodev.devdomain.netback;

import io.nodev.devdomain.layout.NetTxLayout;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.Memory;

/** One transmit request, copied from its slot once. Reused; its fields are what the frontend wrote, until checked. */
final class NetTxRequest {
    /** A frame must be longer than what is looked at in every frame: an Ethernet header and 20 bytes. */
    static final int TOO_SHORT = 34;

    /** Bytes of the longest frame. */
    static final int MAX_LENGTH = 1514;

    private int id;
    private int size;
    private int offset;
    private int reference;

    void copyFrom(Memory memory, int slot) {
        offset = memory.getInt(slot + NetTxLayout.REQUEST_OFFSET);
        reference = memory.getInt(slot + NetTxLayout.REQUEST_REFERENCE);
        id = memory.getShort(slot + NetTxLayout.REQUEST_ID);
        size = memory.getShort(slot + NetTxLayout.REQUEST_SIZE) & 0xFFFF;
    }

    /**
     * Checks size, then place, in the order of the original.
     *
     * @return the violation, or null
     */
    ProtocolViolation violation() {
        if (size <= TOO_SHORT || size > MAX_LENGTH) {
            return ProtocolViolation.BAD_SIZE;
        }
        boolean inPage = offset >= 0 && offset < MachineMemory.PAGE_SIZE;
        return inPage && offset + size < MachineMemory.PAGE_SIZE ? null : ProtocolViolation.CROSSES_PAGE;
    }

    int id() {
        return id;
    }

    int size() {
        return size;
    }

    int offset() {
        return offset;
    }

    int reference() {
        return reference;
    }
}

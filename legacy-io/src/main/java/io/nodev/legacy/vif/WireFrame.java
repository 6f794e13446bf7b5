package io.nodev.legacy.vif;

import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.packet.HeaderBytes;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * A frame on its way from a vif to the NIC: the first bytes in private, as they were checked and stamped, the rest in the
 * sender's page, which is referenced until the NIC says that the buffer is free. For a card that cannot collect a frame
 * from two places, the rest is copied as well.
 */
final class WireFrame implements OutboundFrame {
    private final MachineMemory memory;
    private final int cookie;
    private final byte[] copied;
    private final boolean whole;
    private int address;
    private int length;
    private int inPrivate;
    private int id;

    /**
     * @param cookie how the NIC names it
     * @param whole whether everything is copied
     */
    WireFrame(MachineMemory memory, int cookie, boolean whole) {
        this.memory = memory;
        this.cookie = cookie;
        this.whole = whole;
        this.copied = new byte[whole ? VifRequest.MAX_LENGTH : HeaderBytes.LENGTH];
    }

    /** Makes this the frame of a request; the page of the request's address stays referenced by the caller. */
    void set(VifRequest request, byte[] header) {
        this.id = request.id();
        this.address = request.address();
        this.length = request.length();
        this.inPrivate = HeaderBytes.of(length);
        System.arraycopy(header, 0, copied, 0, inPrivate);
        if (whole) {
            memory.read(address + inPrivate, copied, inPrivate, length - inPrivate);
            inPrivate = length;
        }
    }

    int cookie() {
        return cookie;
    }

    int id() {
        return id;
    }

    /** The frame of machine memory that is referenced. */
    int page() {
        return MachineMemory.frame(address);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void copyTo(byte[] into, int at) {
        System.arraycopy(copied, 0, into, at, inPrivate);
        memory.read(address + inPrivate, into, at + inPrivate, length - inPrivate);
    }
}

package io.nodev.legacy.guest;

import io.nodev.common.guest.NetworkDeviceStats;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.FrontRing;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.legacy.vif.NetIoOpLayout;
import io.nodev.legacy.vif.VifRingLayout;

/** The transmit ring as the guest has it: a page for each request, taken when first needed and then kept. */
final class TransmitSide {
    private static final int NO_PAGE = 0;
    private static final int ID_MASK = 0xFFFF;
    private static final int STATUS_MASK = 0xFF;

    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final VifCalls calls;
    private final NetworkDeviceStats stats;
    private final FrontRing ring;
    private final int[] pages;
    private final int[] lengths = new int[VifRingLayout.SLOTS];
    private final int[] freeIds = new int[VifRingLayout.SLOTS];
    private int freeCount = VifRingLayout.SLOTS;

    /** A ring without requests. */
    TransmitSide(RingUse use) {
        this.kernel = use.kernel();
        this.memory = use.kernel().memory();
        this.calls = use.calls();
        this.stats = use.stats();
        this.ring = new FrontRing(use.ring());
        this.pages = use.pages();
        for (int i = 0; i < freeIds.length; i++) {
            freeIds[i] = freeIds.length - 1 - i;
        }
        ring.awaitResponse(1);
    }

    /** Whether everything that was sent has been answered. */
    boolean isQuiet() {
        return ring.outstanding() == 0;
    }

    /** Sends a packet; {@code false} means not now. */
    boolean transmit(byte[] bytes, int offset, int length) {
        if (freeCount == 0) {
            collect();
        }
        if (freeCount == 0 || !hasPage(freeIds[freeCount - 1])) {
            return false;
        }
        int id = freeIds[--freeCount];
        memory.write(pages[id], bytes, offset, length);
        lengths[id] = length;
        int slot = ring.nextRequest();
        memory.putShort(slot + VifRingLayout.ID, (short) id);
        memory.putShort(slot + VifRingLayout.SIZE, (short) length);
        memory.putInt(slot + VifRingLayout.ADDRESS, memory.translate(pages[id]));
        if (ring.pushRequests()) {
            calls.call(NetIoOpLayout.PUSH_BUFFERS);
        }
        return true;
    }

    private boolean hasPage(int id) {
        if (pages[id] == NO_PAGE && kernel.pages().available() > 0) {
            pages[id] = kernel.pages().take();
        }
        return pages[id] != NO_PAGE;
    }

    /** Takes the answers; the next event comes when half of what is still outstanding has been answered. */
    void collect() {
        do {
            for (int left = ring.unconsumedResponses(); left > 0; left--) {
                takeResponse();
            }
        } while (ring.awaitResponse((ring.outstanding() >> 1) + 1));
    }

    private void takeResponse() {
        int slot = ring.nextResponse();
        int id = memory.getShort(slot + VifRingLayout.ID) & ID_MASK;
        freeIds[freeCount++] = id;
        stats.countTransmitted(lengths[id], memory.getByte(slot + VifRingLayout.TX_STATUS) & STATUS_MASK);
    }
}

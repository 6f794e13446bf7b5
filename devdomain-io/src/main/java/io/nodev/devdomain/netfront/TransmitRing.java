package io.nodev.devdomain.netfront;

import io.nodev.common.guest.NetworkDeviceStats;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.FrontRing;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.devdomain.layout.NetTxLayout;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.PageTableEntry;

/**
 * The frontend's transmit side: one page for each slot, granted for reading once and for as long as the interface is
 * connected, so that the backend maps it once.
 */
final class TransmitRing {
    private static final int SLOTS = NetTxLayout.RING.slots();

    private final AddressSpace memory;
    private final GrantReferences grants;
    private final NetworkDeviceStats stats;
    private final int[] pages = new int[SLOTS];
    private final int[] references = new int[SLOTS];
    private final int[] lengths = new int[SLOTS];
    private final int[] freeIds = new int[SLOTS];
    private final boolean[] outstanding = new boolean[SLOTS];
    private int freeCount;
    private FrontRing ring;

    TransmitRing(GuestKernel kernel, GrantReferences grants, NetworkDeviceStats stats) {
        this.memory = kernel.memory();
        this.grants = grants;
        this.stats = stats;
        for (int id = 0; id < SLOTS; id++) {
            pages[id] = kernel.pages().take();
            references[id] = grants.take();
        }
    }

    /**
     * Starts over with an empty ring, every page granted to the backend. Packets that no backend answered are put again, in
     * the order of their pages: they may arrive twice, and not in the order in which they were sent.
     */
    void connect(FrontRing fresh, int backend) {
        ring = fresh;
        freeCount = 0;
        for (int id = SLOTS - 1; id >= 0; id--) {
            grants.permit(references[id], backend, frameOf(pages[id]), true);
            if (outstanding[id]) {
                request(id);
            } else {
                freeIds[freeCount++] = id;
            }
        }
        ring.pushRequests();
    }

    private int frameOf(int page) {
        return PageTableEntry.frame(memory.entry(page));
    }

    /** Takes every grant back, after the answers that are there. */
    void disconnect() {
        collect();
        ring = null;
        for (int reference : references) {
            grants.revoke(reference);
        }
    }

    /** Copies a packet into a page and puts its request; returns false when every slot is outstanding. */
    boolean put(byte[] bytes, int offset, int length) {
        if (freeCount == 0 || ring.freeSlots() == 0) {
            return false;
        }
        int id = freeIds[--freeCount];
        memory.write(pages[id], bytes, offset, length);
        lengths[id] = length;
        outstanding[id] = true;
        request(id);
        return true;
    }

    private void request(int id) {
        int slot = ring.nextRequest();
        memory.putInt(slot + NetTxLayout.REQUEST_OFFSET, 0);
        memory.putInt(slot + NetTxLayout.REQUEST_REFERENCE, references[id]);
        memory.putShort(slot + NetTxLayout.REQUEST_ID, (short) id);
        memory.putShort(slot + NetTxLayout.REQUEST_SIZE, (short) lengths[id]);
    }

    /** Publishes what was put; returns whether the backend is to be notified. */
    boolean push() {
        return ring.pushRequests();
    }

    /** Collects responses and asks to be notified when half of what is left is answered. */
    void collect() {
        do {
            for (int waiting = ring.unconsumedResponses(); waiting > 0; waiting--) {
                int slot = ring.nextResponse();
                complete(
                        memory.getShort(slot + NetTxLayout.RESPONSE_ID),
                        memory.getByte(slot + NetTxLayout.RESPONSE_STATUS));
            }
        } while (ring.awaitResponse((ring.outstanding() >> 1) + 1));
    }

    private void complete(int id, int status) {
        if (id >= 0 && id < SLOTS && outstanding[id]) {
            outstanding[id] = false;
            freeIds[freeCount++] = id;
            stats.countTransmitted(lengths[id], status);
        }
    }

    int outstanding() {
        return SLOTS - freeCount;
    }
}

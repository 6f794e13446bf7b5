package io.nodev.devdomain.netfront;

import io.nodev.common.guest.NetworkDeviceStats;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.FrontRing;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.devdomain.layout.NetRxLayout;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;

/**
 * The frontend's receive side: pages offered for exchange. A page is unmapped before it is offered; what comes back is
 * another frame, which is mapped at the same address, read, unmapped and offered in turn. While nothing is offered every
 * page is mapped, so that nobody can take it.
 */
final class ReceiveRing {
    private static final int SLOTS = NetRxLayout.RING.slots();

    /** An exchange that has begun lasts a few instructions of the hypervisor. */
    private static final int PATIENCE = 1 << 20;

    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final GrantReferences grants;
    private final NetworkDeviceStats stats;
    private final int[] pages = new int[SLOTS];
    private final int[] references = new int[SLOTS];
    private final int[] frames = new int[SLOTS];
    private final boolean[] posted = new boolean[SLOTS];
    private final byte[] packet = new byte[MachineMemory.PAGE_SIZE];
    private FrontRing ring;
    private int backend;
    private boolean unpublished;

    ReceiveRing(GuestKernel kernel, GrantReferences grants, NetworkDeviceStats stats) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.grants = grants;
        this.stats = stats;
        for (int id = 0; id < SLOTS; id++) {
            pages[id] = kernel.pages().take();
            references[id] = grants.take();
            frames[id] = PageTableEntry.frame(memory.entry(pages[id]));
        }
    }

    /** Starts over with an empty ring and offers every page to the backend. */
    void connect(FrontRing fresh, int newBackend) {
        ring = fresh;
        backend = newBackend;
        for (int id = 0; id < SLOTS; id++) {
            if (!posted[id]) {
                map(pages[id], 0);
                post(id);
            }
        }
        push();
        ring.awaitResponse(1);
    }

    private void post(int id) {
        grants.offer(references[id], backend, frames[id]);
        posted[id] = true;
        unpublished = true;
        int slot = ring.nextRequest();
        memory.putInt(slot + NetRxLayout.REQUEST_REFERENCE, references[id]);
        memory.putShort(slot + NetRxLayout.REQUEST_ID, (short) id);
    }

    /** Takes every offer back; packets that came and were not handed over are lost. */
    void disconnect() {
        ring = null;
        for (int id = 0; id < SLOTS; id++) {
            posted[id] = posted[id] && !reclaim(id);
        }
    }

    /**
     * Takes one offer back and maps its page, or the one that came for it. No exchange begins after the offer is gone; one
     * that began before has the page already, so that it cannot be mapped, and will tell which came in return.
     *
     * @return whether this domain has a page for the offer; the place stays unused otherwise
     */
    private boolean reclaim(int id) {
        int exchanged = grants.withdraw(references[id]);
        for (int tries = 0; exchanged == GrantReferences.PENDING; tries++) {
            if (map(pages[id], PageTableEntry.writable(frames[id]))) {
                return true;
            }
            if (tries == PATIENCE) {
                return false;
            }
            Thread.onSpinWait();
            exchanged = grants.exchangedFrame(references[id]);
        }
        frames[id] = exchanged;
        return map(pages[id], PageTableEntry.writable(exchanged));
    }

    /** Hands over received packets and posts their buffers again; returns how many were handed over. */
    int receive(PacketHandler handler, int budget) {
        int received = 0;
        boolean more = true;
        while (received < budget && more) {
            for (int waiting = ring.unconsumedResponses(); waiting > 0 && received < budget; waiting--) {
                received += take(handler) ? 1 : 0;
            }
            more = ring.awaitResponse(1);
        }
        return received;
    }

    private boolean take(PacketHandler handler) {
        int slot = ring.nextResponse();
        int id = memory.getShort(slot + NetRxLayout.RESPONSE_ID);
        int offset = memory.getInt(slot + NetRxLayout.RESPONSE_OFFSET);
        int status = memory.getShort(slot + NetRxLayout.RESPONSE_STATUS);
        if (id < 0 || id >= SLOTS || !posted[id]) {
            stats.countReceiveError();
            return false;
        }
        int exchanged = grants.exchangedFrame(references[id]);
        boolean delivered = false;
        if (exchanged == GrantReferences.PENDING) {
            posted[id] = !takeBack(id);
        } else {
            posted[id] = false;
            frames[id] = exchanged;
            delivered = deliver(id, offset, status, handler);
        }
        if (!delivered) {
            stats.countReceiveError();
        }
        if (!posted[id]) {
            post(id);
        }
        return delivered;
    }

    /**
     * Takes an offer back that was answered though no page came: the backend may be about to make the exchange, and an offer
     * put over that one would lose the page that comes in return.
     *
     * @return whether the place can be posted again; until then it counts as posted
     */
    private boolean takeBack(int id) {
        return reclaim(id) && map(pages[id], 0);
    }

    private boolean deliver(int id, int offset, int length, PacketHandler handler) {
        boolean fits = length > 0
                && offset >= 0
                && offset < MachineMemory.PAGE_SIZE
                && length <= MachineMemory.PAGE_SIZE - offset
                && map(pages[id], PageTableEntry.writable(frames[id]));
        if (fits) {
            memory.read(pages[id] + offset, packet, 0, length);
            map(pages[id], 0);
            stats.countReceived(length);
            handler.packet(packet, 0, length);
        }
        return fits;
    }

    private boolean map(int page, int entry) {
        return kernel.gate().call(HypercallNumber.UPDATE_VA_MAPPING, page, entry, 0) == 0;
    }

    /** Publishes buffers posted again. Nobody is notified: a backend without a buffer drops, it does not wait. */
    void push() {
        if (unpublished) {
            unpublished = false;
            ring.pushRequests();
        }
    }
}

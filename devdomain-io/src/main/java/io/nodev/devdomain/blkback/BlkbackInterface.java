package io.nodev.devdomain.blkback;

import io.nodev.common.disk.DiskType;
import io.nodev.common.ring.BackRing;
import io.nodev.common.ring.OverrunLimit;
import io.nodev.devdomain.grant.GrantMapper;
import io.nodev.devdomain.grant.GrantedPages;
import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.hypervisor.memory.AddressSpace;
import java.util.List;

/**
 * The backend's end of a guest's block interface: its ring, and the VBDs that the guest has here.
 *
 * <p>Source of checks and their order: linux-2.6.9-xen-sparse/drivers/xen/blkback/blkback.c at 5c70ae783d, which answers an
 * unknown operation with what it finds in a wrong slot; we echo the request's own number.
 */
public final class BlkbackInterface {
    private static final int VIRTUAL_DISK = DiskType.DISK.code() | DiskType.VIRTUAL_FLAG;

    private final Blkback backend;
    private final int domain;
    private final int handle;
    private final BlkbackStats stats = new BlkbackStats();
    private final VbdTable vbds = new VbdTable();
    private final BlkRequest request = new BlkRequest();
    private final OverrunLimit overrun = new OverrunLimit();
    private final AddressSpace memory;
    private GrantedPages pages;
    private BackRing ring;
    private int ringPage;
    private int ringHandle = GrantMapper.REFUSED;
    private int port;
    private int inProgress;
    private boolean open;
    private boolean dirty;
    private boolean abandoned;

    BlkbackInterface(Blkback backend, int domain, int handle) {
        this.backend = backend;
        this.domain = domain;
        this.handle = handle;
        this.memory = backend.kernel().memory();
    }

    /** The guest's domain. */
    public int domain() {
        return domain;
    }

    /** The interface's number within the guest. */
    public int handle() {
        return handle;
    }

    /** What was counted here. */
    public BlkbackStats stats() {
        return stats;
    }

    /** The guest's VBDs, by ascending number. From any thread. */
    public List<Vbd> vbds() {
        return vbds.all();
    }

    VbdTable table() {
        return vbds;
    }

    /** Whether the guest's ring is mapped. */
    public boolean isConnected() {
        return ring != null;
    }

    /** The guest's pages that requests name. */
    GrantedPages pages() {
        return pages;
    }

    /** Requests taken and not yet answered. */
    int inProgress() {
        return inProgress;
    }

    /**
     * Maps the guest's ring page and begins to take requests.
     *
     * @return whether the page could be mapped
     */
    boolean connect(int reference, int newPort) {
        ringPage = backend.kernel().mappings().take();
        ringHandle = backend.mapper().map(domain, reference, ringPage, false);
        if (ringHandle == GrantMapper.REFUSED) {
            backend.kernel().mappings().give(ringPage);
            return false;
        }
        ring = new BackRing(BlkRingLayout.ring(memory, ringPage));
        pages = new GrantedPages(
                backend.mapper(), backend.kernel().mappings(), domain, Blkback.MAPPED_PAGES_PER_INTERFACE);
        port = newPort;
        overrun.reset();
        open = true;
        return true;
    }

    /** Takes no more requests. Those in progress are finished first; the caller waits for {@link #inProgress}. */
    void close() {
        open = false;
    }

    /** Ends the mapping of the ring and of all pages. */
    void disconnect() {
        open = false;
        if (isConnected()) {
            push();
            unmapRing();
            pages.unmapAll();
        }
    }

    /** Ends the mapping of the ring at once; nothing more is answered. Pages that a disk still works on stay mapped. */
    void abandon() {
        abandoned = true;
        open = false;
        if (isConnected()) {
            unmapRing();
            pages.abandon();
        }
    }

    private void unmapRing() {
        ring = null;
        backend.mapper().unmap(ringHandle);
        ringHandle = GrantMapper.REFUSED;
        backend.kernel().mappings().give(ringPage);
    }

    /** Whether a request waits that may be taken. */
    boolean hasRequest() {
        return takeable() > 0;
    }

    private int takeable() {
        int waiting = open ? ring.takeable() : 0;
        if (waiting > 0 && overrun.begins(ring)) {
            stats.count(BlockViolation.INDEX_OVERRUN);
        }
        return waiting > 0 && overrun.allows(ring) ? waiting : 0;
    }

    /** Takes up to so many requests, while the backend may take more; returns how many. */
    int serve(int most) {
        int served = 0;
        for (int left = Math.min(most, takeable()); left > 0 && backend.mayTakeMore() && overrun.allows(ring); left--) {
            serveOne();
            served++;
        }
        return served;
    }

    private void serveOne() {
        request.copyFrom(memory, ring.nextRequest());
        switch (request.operation()) {
            case BlkRingLayout.READ, BlkRingLayout.WRITE -> transfer();
            case BlkRingLayout.PROBE -> probe();
            case BlkRingLayout.FLUSH -> flush();
            default -> unknownOperation();
        }
    }

    private void unknownOperation() {
        Vbd vbd = vbds.find(request.device());
        if (vbd == null) {
            refuse(BlockViolation.UNKNOWN_OPERATION);
        } else {
            refuse(vbd, BlockViolation.UNKNOWN_OPERATION);
        }
    }

    private void refuse(BlockViolation violation) {
        stats.count(violation);
        respond(request.id(), request.operation(), BlkRingLayout.STATUS_ERROR);
    }

    private void refuse(Vbd vbd, BlockViolation violation) {
        vbd.counters().countError();
        refuse(violation);
    }

    private void transfer() {
        Vbd vbd = vbds.find(request.device());
        if (vbd == null) {
            refuse(BlockViolation.NO_SUCH_VBD);
            return;
        }
        BlockViolation violation = request.violation();
        if (violation == null && vbd.isReadOnly() && request.operation() == BlkRingLayout.WRITE) {
            violation = BlockViolation.READ_ONLY;
        }
        PendingRequest pending = backend.takePending();
        if (violation == null) {
            violation = pending.prepare(this, vbd, request);
        }
        if (violation == null) {
            inProgress++;
            backend.begin(pending);
        } else {
            backend.givePending(pending);
            refuse(vbd, violation);
        }
    }

    private void flush() {
        Vbd vbd = vbds.find(request.device());
        if (vbd == null) {
            refuse(BlockViolation.NO_SUCH_VBD);
        } else if (request.segments() != 0) {
            refuse(vbd, BlockViolation.BAD_SEGMENTS);
        } else {
            PendingRequest pending = backend.takePending();
            pending.prepareFlush(this, vbd, request);
            inProgress++;
            backend.begin(pending);
        }
    }

    private void probe() {
        if (!request.isWholePage()) {
            refuse(BlockViolation.BAD_SEGMENTS);
            return;
        }
        int page = pages.writable(request.reference(0));
        if (page == GrantedPages.REFUSED) {
            refuse(BlockViolation.BAD_GRANT);
        } else {
            respond(request.id(), request.operation(), list(page));
        }
    }

    private int list(int page) {
        int records = Math.min(vbds.count(), BlkRingLayout.MAX_RECORDS);
        for (int i = 0; i < records; i++) {
            Vbd vbd = vbds.get(i);
            int record = page + i * BlkRingLayout.RECORD_SIZE;
            long sectors = vbd.sectors();
            int info = VIRTUAL_DISK | (vbd.isReadOnly() ? DiskType.READ_ONLY_FLAG : 0);
            memory.putInt(record + BlkRingLayout.RECORD_CAPACITY, (int) sectors);
            memory.putInt(record + BlkRingLayout.RECORD_CAPACITY + Integer.BYTES, (int) (sectors >>> Integer.SIZE));
            memory.putShort(record + BlkRingLayout.RECORD_DEVICE, (short) vbd.device());
            memory.putShort(record + BlkRingLayout.RECORD_INFO, (short) info);
        }
        return records;
    }

    /** The disks are done with a request, whose pages are the guest's again. */
    void complete(PendingRequest done) {
        if (abandoned) {
            return;
        }
        inProgress--;
        if (done.isGood()) {
            done.vbd().counters().countDone(done.operation(), done.sectors());
        } else {
            done.vbd().counters().countError();
        }
        int status = done.isGood() ? BlkRingLayout.STATUS_OKAY : BlkRingLayout.STATUS_ERROR;
        respond(done.id(), done.ringOperation(), status);
    }

    private void respond(int id, int operation, int status) {
        int slot = ring.nextResponse();
        memory.putInt(slot + BlkRingLayout.RESPONSE_ID, id);
        BlkRingLayout.putOutcome(memory, slot, operation, status);
        dirty = true;
    }

    /**
     * Publishes what was answered, and notifies the guest once. If this domain was killed meanwhile nothing is published: its
     * last hypercalls failed for that, not for what the guest asked.
     */
    void push() {
        if (dirty && isConnected() && backend.kernel().gate().isAlive()) {
            dirty = false;
            if (ring.pushResponses()) {
                backend.kernel().send(port);
            }
        }
    }

    /** The private indices of the ring, for a report; on the domain's virtual CPU. */
    public String ringState() {
        return isConnected()
                ? "reqCons " + Integer.toUnsignedString(ring.requestIndex()) + " rspProd "
                        + Integer.toUnsignedString(ring.responseIndex()) + ", in progress " + inProgress
                : "not connected";
    }
}

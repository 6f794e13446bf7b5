package io.nodev.devdomain.blkback;

import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.devdomain.grant.GrantedPages;
import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.hypervisor.memory.Memory;

/** A request in progress: the guest's pages, held while it lasts, and what the disks still have to do. Reused. */
final class PendingRequest {
    private static final DiskPort[] NO_DISKS = {};

    private final Memory memory;
    private final int cookie;
    private final int[] references = new int[BlkRingLayout.MAX_SEGMENTS];
    private final int[] pages = new int[BlkRingLayout.MAX_SEGMENTS];
    private final Pieces pieces = new Pieces();

    /** The next that waits for room in a disk's queue; {@link Blkback}'s own. */
    PendingRequest nextWaiting;

    private BlkbackInterface owner;
    private Vbd vbd;
    private DiskPort[] flushed;
    private int id;
    private int operation;
    private int sectors;
    private int held;
    private int submitted;
    private int unfinished;
    private boolean failed;

    /**
     * @param cookie its number
     */
    PendingRequest(Memory memory, int cookie) {
        this.memory = memory;
        this.cookie = cookie;
    }

    int cookie() {
        return cookie;
    }

    /**
     * Finds the sectors of a read or write, and its pages.
     *
     * @return what is wrong, and no page is held, or null
     */
    BlockViolation prepare(BlkbackInterface interfaceOf, Vbd device, BlkRequest request) {
        begin(interfaceOf, device, request);
        for (int i = 0; i < request.segments(); i++) {
            int place = Pieces.place(i, request.firstSector(i));
            BlockViolation violation = device.translate(request.sector() + sectors, request.sectors(i), place, pieces);
            if (violation != null) {
                return violation;
            }
            sectors += request.sectors(i);
        }
        for (int i = 0; i < request.segments(); i++) {
            if (!hold(request.reference(i))) {
                letGo();
                return BlockViolation.BAD_GRANT;
            }
        }
        pieces.settle(pages);
        return null;
    }

    /** A page that is written to a disk need only be readable, but is kept mapped for whatever is asked next. */
    private boolean hold(int reference) {
        GrantedPages granted = owner.pages();
        int page = granted.writable(reference);
        if (page == GrantedPages.REFUSED && operation == BlkRingLayout.WRITE) {
            page = granted.readable(reference);
        }
        if (page == GrantedPages.REFUSED) {
            return false;
        }
        granted.hold(reference);
        references[held] = reference;
        pages[held++] = page;
        return true;
    }

    private void begin(BlkbackInterface interfaceOf, Vbd device, BlkRequest request) {
        owner = interfaceOf;
        vbd = device;
        flushed = null;
        id = request.id();
        operation = request.operation();
        sectors = 0;
        held = 0;
        submitted = 0;
        unfinished = 0;
        failed = false;
        pieces.clear();
    }

    /** Makes it a flush of every disk that the VBD is on or was on; of none if it cannot be written. */
    void prepareFlush(BlkbackInterface interfaceOf, Vbd device, BlkRequest request) {
        begin(interfaceOf, device, request);
        flushed = device.isReadOnly() ? NO_DISKS : device.disks();
    }

    /** The guest's pages are its own again. */
    void letGo() {
        while (held > 0) {
            owner.pages().release(references[--held]);
        }
    }

    private int transfers() {
        return flushed == null ? pieces.transfers() : flushed.length;
    }

    /** Hands the disks what they have room for; returns whether they have it all. */
    boolean submit(DiskTransfer transfer) {
        while (submitted < transfers()) {
            if (!submitNext(transfer)) {
                return false;
            }
            submitted++;
            unfinished++;
        }
        return true;
    }

    private boolean submitNext(DiskTransfer transfer) {
        if (flushed != null) {
            return flushed[submitted].submit(transfer.flush(), cookie);
        }
        transfer.of(operation(), pieces.start(submitted), pieces.count(submitted))
                .at(memory, pieces.address(submitted));
        return pieces.disk(submitted).submit(transfer, cookie);
    }

    /** A disk is done with one transfer. */
    void finished(boolean good) {
        unfinished--;
        failed |= !good;
    }

    /** Whether disks have all of it and are done. */
    boolean isDone() {
        return unfinished == 0 && submitted == transfers();
    }

    BlkbackInterface owner() {
        return owner;
    }

    Vbd vbd() {
        return vbd;
    }

    int id() {
        return id;
    }

    int ringOperation() {
        return operation;
    }

    DiskOperation operation() {
        return switch (operation) {
            case BlkRingLayout.READ -> DiskOperation.READ;
            case BlkRingLayout.WRITE -> DiskOperation.WRITE;
            default -> DiskOperation.FLUSH;
        };
    }

    int sectors() {
        return sectors;
    }

    boolean isGood() {
        return !failed;
    }
}

package io.nodev.devdomain.blkback;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.devdomain.grant.GrantMapper;
import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.Memory;

/**
 * A request in progress: the guest's pages, mapped while it lasts, and what the disks still have to do. Its pages adjoin, so
 * that a transfer may go over several of them. Reused.
 */
final class PendingRequest {
    private final GrantMapper mapper;
    private final Memory memory;
    private final int cookie;
    private final int base;
    private final int[] handles = new int[BlkRingLayout.MAX_SEGMENTS];
    private final Pieces pieces = new Pieces();

    /** The next that waits for room in a disk's queue; {@link Blkback}'s own. */
    PendingRequest nextWaiting;

    private BlkbackInterface owner;
    private Vbd vbd;
    private DiskPort[] flushed;
    private int id;
    private int operation;
    private int sectors;
    private int mapped;
    private int submitted;
    private int unfinished;
    private boolean failed;

    /**
     * @param cookie its number
     * @param base the first of as many pages of address space as a request has segments
     */
    PendingRequest(GrantMapper mapper, Memory memory, int cookie, int base) {
        this.mapper = mapper;
        this.memory = memory;
        this.cookie = cookie;
        this.base = base;
    }

    int cookie() {
        return cookie;
    }

    /**
     * Finds the sectors of a read or write, and maps its pages.
     *
     * @return what is wrong, and nothing is mapped, or null
     */
    BlockViolation prepare(BlkbackInterface interfaceOf, Vbd device, BlkRequest request) {
        begin(interfaceOf, device, request);
        for (int i = 0; i < request.segments(); i++) {
            int at = page(i) + request.firstSector(i) * Disk.SECTOR_SIZE;
            BlockViolation violation = device.translate(request.sector() + sectors, request.sectors(i), at, pieces);
            if (violation != null) {
                return violation;
            }
            sectors += request.sectors(i);
        }
        boolean readOnly = operation == BlkRingLayout.WRITE;
        for (int i = 0; i < request.segments(); i++) {
            if (map(interfaceOf.domain(), request.reference(i), readOnly) == 0) {
                unmap();
                return BlockViolation.BAD_GRANT;
            }
        }
        return null;
    }

    private void begin(BlkbackInterface interfaceOf, Vbd device, BlkRequest request) {
        owner = interfaceOf;
        vbd = device;
        flushed = null;
        id = request.id();
        operation = request.operation();
        sectors = 0;
        mapped = 0;
        submitted = 0;
        unfinished = 0;
        failed = false;
        pieces.clear();
    }

    /** Makes it a flush of every disk that the VBD is on. */
    void prepareFlush(BlkbackInterface interfaceOf, Vbd device, BlkRequest request) {
        begin(interfaceOf, device, request);
        flushed = device.disks();
    }

    /** Maps the next page; returns its address, or 0 if the grant does not allow it. */
    int map(int domain, int reference, boolean readOnly) {
        int handle = mapper.map(domain, reference, page(mapped), readOnly);
        if (handle == GrantMapper.REFUSED) {
            return 0;
        }
        handles[mapped] = handle;
        return page(mapped++);
    }

    private int page(int index) {
        return base + index * MachineMemory.PAGE_SIZE;
    }

    /** Ends every mapping. */
    void unmap() {
        while (mapped > 0) {
            mapper.unmap(handles[--mapped]);
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
        transfer.of(
                        operation == BlkRingLayout.WRITE ? DiskOperation.WRITE : DiskOperation.READ,
                        pieces.start(submitted),
                        pieces.count(submitted))
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

    int operation() {
        return operation;
    }

    int sectors() {
        return sectors;
    }

    boolean isGood() {
        return !failed;
    }
}

package io.nodev.legacy.vbd;

import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * A request that was found sound and is not answered yet. Its pages are referenced until then. One of as many as the machine
 * can have in flight, used again and again.
 */
final class PendingRequest {
    private final int cookie;
    private final Pieces pieces = new Pieces();
    private final int[] addresses = new int[BlockRingLayout.MAX_SEGMENTS];
    private final int[] sectors = new int[BlockRingLayout.MAX_SEGMENTS];
    private BlockRing ring;
    private Vbd vbd;
    private int id;
    private int operation;
    private int segments;

    /** The next piece to be handed over; for a flush, the lowest number of a disk still to be told. */
    int next;

    /** Transfers handed over and not completed. */
    int outstanding;

    /** Whether a transfer failed, or could not even be handed over. */
    boolean failed;

    /** Whether there is nothing more to hand over. */
    boolean handedOver;

    /** The next that waits for room in a disk's queue; {@link DiskWork}'s own. */
    PendingRequest nextWaiting;

    /**
     * @param cookie how disks name it
     */
    PendingRequest(int cookie) {
        this.cookie = cookie;
    }

    /** Makes this the request; nothing is referenced yet. */
    void set(BlockRing owner, Vbd device, BlockRequest request) {
        ring = owner;
        vbd = device;
        id = request.id();
        operation = request.operation();
        segments = request.segments();
        for (int segment = 0; segment < segments; segment++) {
            addresses[segment] = request.address(segment);
            sectors[segment] = request.sectors(segment);
        }
        pieces.clear();
        next = 0;
        outstanding = 0;
        failed = false;
        handedOver = false;
    }

    int cookie() {
        return cookie;
    }

    BlockRing ring() {
        return ring;
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

    Pieces pieces() {
        return pieces;
    }

    int sectors() {
        int sum = 0;
        for (int segment = 0; segment < segments; segment++) {
            sum += sectors[segment];
        }
        return sum;
    }

    /**
     * Finds where on the disks the sectors lie.
     *
     * @return {@code false} if any of them does not lie on the VBD as it must
     */
    boolean translate(long first) {
        VbdExtents extents = vbd.extents();
        long sector = first;
        for (int segment = 0; segment < segments; segment++) {
            if (!extents.translate(sector, sectors[segment], addresses[segment], pieces)) {
                return false;
            }
            sector += sectors[segment];
        }
        return true;
    }

    /**
     * References every page: as writable for a read.
     *
     * @return {@code false} if one of them may not be used so; then none is referenced
     */
    boolean acquirePages(FrameTable frames) {
        for (int segment = 0; segment < segments; segment++) {
            int pages = pages(segment);
            for (int page = 0; page < pages; page++) {
                if (!acquire(frames, firstPage(segment) + page)) {
                    release(frames, segment, page);
                    releaseSegments(frames, segment);
                    return false;
                }
            }
        }
        return true;
    }

    void releasePages(FrameTable frames) {
        releaseSegments(frames, segments);
    }

    private void releaseSegments(FrameTable frames, int end) {
        for (int segment = 0; segment < end; segment++) {
            release(frames, segment, pages(segment));
        }
    }

    private boolean acquire(FrameTable frames, int frame) {
        int owner = ring.domain().id();
        return operation == BlockRingLayout.READ ? frames.acquireWritable(frame, owner) : frames.acquire(frame, owner);
    }

    private void release(FrameTable frames, int segment, int pages) {
        for (int page = 0; page < pages; page++) {
            if (operation == BlockRingLayout.READ) {
                frames.releaseTyped(firstPage(segment) + page);
            } else {
                frames.release(firstPage(segment) + page);
            }
        }
    }

    private int firstPage(int segment) {
        return MachineMemory.frame(addresses[segment]);
    }

    private int pages(int segment) {
        int end = MachineMemory.offset(addresses[segment]) + sectors[segment] * Pieces.SECTOR_SIZE;
        return end + MachineMemory.PAGE_SIZE - 1 >>> MachineMemory.PAGE_SHIFT;
    }
}

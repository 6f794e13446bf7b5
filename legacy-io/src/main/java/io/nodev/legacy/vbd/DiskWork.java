package io.nodev.legacy.vbd;

import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * Hands sound requests to the disks, piece by piece, and answers each when its last piece is done. What a disk has no room for
 * waits, and holds up nothing that goes to other disks while fewer than 64 requests are in progress in the machine.
 */
final class DiskWork {
    private final MachineMemory memory;
    private final FrameTable frames;
    private final DiskTable disks;
    private final PendingRequests pending;
    private final UnpublishedRings unpublished;
    private final DiskTransfer transfer = new DiskTransfer();
    private PendingRequest firstWaiting;
    private PendingRequest lastWaiting;

    DiskWork(Hypervisor hypervisor, DiskTable disks, PendingRequests pending, UnpublishedRings unpublished) {
        this.memory = hypervisor.memory();
        this.frames = hypervisor.frames();
        this.disks = disks;
        this.pending = pending;
        this.unpublished = unpublished;
    }

    /** Takes over a request whose pages are referenced. */
    void start(PendingRequest request) {
        request.ring().hold();
        handOverOrWait(request);
    }

    /** Hands over what waited, as far as there is room now. */
    void retry() {
        PendingRequest request = firstWaiting;
        firstWaiting = null;
        lastWaiting = null;
        while (request != null) {
            PendingRequest next = request.nextWaiting;
            request.nextWaiting = null;
            handOverOrWait(request);
            request = next;
        }
    }

    /** A disk is done with a transfer of a request. */
    void completed(int cookie, boolean good) {
        PendingRequest request = pending.of(cookie);
        request.outstanding--;
        request.failed |= !good;
        finishIfDone(request);
    }

    private void handOverOrWait(PendingRequest request) {
        request.handedOver =
                request.operation() == BlockRingLayout.FLUSH ? handOverFlush(request) : handOverPieces(request);
        if (request.handedOver) {
            finishIfDone(request);
        } else if (firstWaiting == null) {
            firstWaiting = request;
            lastWaiting = request;
        } else {
            lastWaiting.nextWaiting = request;
            lastWaiting = request;
        }
    }

    private boolean handOverPieces(PendingRequest request) {
        Pieces pieces = request.pieces();
        for (; request.next < pieces.size(); request.next++) {
            int piece = request.next;
            DrivenDisk disk = disks.find(pieces.device(piece));
            if (disk == null || !disk.has(pieces.first(piece), pieces.count(piece))) {
                request.failed = true;
                continue;
            }
            transfer.of(operation(request), pieces.first(piece), pieces.count(piece))
                    .at(memory, pieces.address(piece));
            if (!disk.submit(transfer, request.cookie())) {
                return false;
            }
            request.outstanding++;
        }
        return true;
    }

    private static DiskOperation operation(PendingRequest request) {
        return switch (request.operation()) {
            case BlockRingLayout.READ -> DiskOperation.READ;
            case BlockRingLayout.WRITE -> DiskOperation.WRITE;
            default -> DiskOperation.FLUSH;
        };
    }

    /** Nothing was ever written to a VBD that cannot be written, nor good on a disk that is not there. */
    private boolean handOverFlush(PendingRequest request) {
        Vbd vbd = request.vbd();
        if (!vbd.isWritable()) {
            return true;
        }
        for (int device = vbd.nextDisk(request.next); device >= 0; device = vbd.nextDisk(request.next)) {
            DrivenDisk disk = disks.find(device);
            if (disk != null) {
                if (!disk.submit(transfer.flush(), request.cookie())) {
                    return false;
                }
                request.outstanding++;
            }
            request.next = device + 1;
        }
        return true;
    }

    private void finishIfDone(PendingRequest request) {
        if (!request.handedOver || request.outstanding != 0) {
            return;
        }
        request.releasePages(frames);
        int status = request.failed ? BlockStatus.FAILED : BlockStatus.GOOD;
        VbdCounters counters = request.vbd().counters();
        if (status == BlockStatus.GOOD) {
            counters.countGood(operation(request), request.sectors());
        } else {
            counters.countBad(status);
        }
        BlockRing ring = request.ring();
        ring.respond(request.id(), request.operation(), status);
        unpublished.add(ring);
        pending.give(request);
        ring.letGo();
    }
}

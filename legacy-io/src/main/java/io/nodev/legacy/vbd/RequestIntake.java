package io.nodev.legacy.vbd;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * Takes requests from rings, one turn of a ring after the other, checks each as a whole and starts or rejects it. Nothing of a
 * rejected request was done. Source of order and limits: xen/drivers/block/xen_block.c at ddc87ed302. Unlike there, every page is
 * checked however long a segment is.
 */
final class RequestIntake {
    /** Requests that a ring gets taken before the next one has its turn. */
    static final int QUANTUM = 16;

    /** While so many requests or more are in flight no new turns are begun. */
    static final int REFILL = PendingRequests.MAX / 2;

    /** Turns in one go, so that guests whose requests are all rejected cannot keep this up for ever. */
    private static final int MAX_TURNS = 64;

    private final MachineMemory memory;
    private final FrameTable frames;
    private final PendingRequests pending;
    private final DiskWork work;
    private final UnpublishedRings unpublished;
    private final BlockSchedule schedule = new BlockSchedule();
    private final BlockRequest request = new BlockRequest();

    RequestIntake(Hypervisor hypervisor, PendingRequests pending, DiskWork work, UnpublishedRings unpublished) {
        this.memory = hypervisor.memory();
        this.frames = hypervisor.frames();
        this.pending = pending;
        this.work = work;
        this.unpublished = unpublished;
    }

    /** Puts a ring in line. */
    void add(BlockRing ring) {
        schedule.add(ring);
    }

    /**
     * Gives rings their turns until nothing is left or enough is in flight.
     *
     * @return whether there is more to do at once
     */
    boolean run() {
        if (pending.inFlight() < REFILL) {
            for (int turn = 0; turn < MAX_TURNS && pending.hasFree() && !schedule.isEmpty(); turn++) {
                serve(schedule.take());
            }
        }
        return !schedule.isEmpty() && pending.inFlight() < REFILL;
    }

    private void serve(BlockRing ring) {
        if (ring.isUnlinked()) {
            return;
        }
        if (ring.overrun().begins(ring.ring())) {
            ring.count(ProtocolViolation.REQUEST_OVERRUN);
        }
        int most = Math.min(QUANTUM, ring.ring().takeable());
        for (int left = most; left > 0 && pending.hasFree() && ring.overrun().allows(ring.ring()); left--) {
            request.copyFrom(memory, ring.ring().nextRequest());
            take(ring);
        }
        if (hasRequest(ring)) {
            schedule.add(ring);
        }
    }

    private static boolean hasRequest(BlockRing ring) {
        return ring.ring().hasRequest() && ring.overrun().allows(ring.ring());
    }

    private void take(BlockRing ring) {
        Vbd vbd = ring.vbds().find(request.device());
        PendingRequest candidate = pending.peek();
        ProtocolViolation violation = prepare(candidate, ring, vbd);
        if (violation == null) {
            pending.take();
            work.start(candidate);
            return;
        }
        if (vbd != null) {
            vbd.counters().countBad(BlockStatus.REJECTED);
        }
        ring.reject(request, violation);
        unpublished.add(ring);
    }

    /** References the pages of a sound request; returns the violation otherwise. */
    private ProtocolViolation prepare(PendingRequest candidate, BlockRing ring, Vbd vbd) {
        if (!request.hasKnownOperation()) {
            return ProtocolViolation.BAD_OPERATION;
        }
        if (!request.hasGoodSegments()) {
            return ProtocolViolation.BAD_SEGMENTS;
        }
        if (vbd == null || !vbd.allows(request.operation())) {
            return ProtocolViolation.BAD_SECTORS;
        }
        candidate.set(ring, vbd, request);
        if (!candidate.translate(request.sector())) {
            return ProtocolViolation.BAD_SECTORS;
        }
        return candidate.acquirePages(frames) ? null : ProtocolViolation.BAD_PAGE;
    }
}

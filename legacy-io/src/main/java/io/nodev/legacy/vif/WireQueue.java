package io.nodev.legacy.vif;

import io.nodev.hypervisor.memory.MachineMemory;

/**
 * A vif's frames for the NIC, in order: queued, then handed over, then done. At most a ring's worth, since each belongs to
 * an unanswered request.
 */
final class WireQueue {
    private static final int MASK = VifRingLayout.SLOTS - 1;

    private final WireFrame[] frames = new WireFrame[VifRingLayout.SLOTS];
    private int queued;
    private int handedOver;
    private int done;

    /**
     * @param firstCookie of as many as there are slots
     * @param whole whether the NIC needs a frame in one place
     */
    WireQueue(MachineMemory memory, int firstCookie, boolean whole) {
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new WireFrame(memory, firstCookie + i, whole);
        }
    }

    void add(VifRequest request, byte[] header) {
        frames[queued++ & MASK].set(request, header);
    }

    /** The oldest that the NIC has not got yet, or null. */
    WireFrame next() {
        return handedOver == queued ? null : frames[handedOver & MASK];
    }

    void handedOver() {
        handedOver++;
    }

    /** The oldest that the NIC has, which now is done; null if it has none. */
    WireFrame finish() {
        return done == handedOver ? null : frames[done++ & MASK];
    }

    /** Frames that are not done. */
    int size() {
        return queued - done;
    }
}
